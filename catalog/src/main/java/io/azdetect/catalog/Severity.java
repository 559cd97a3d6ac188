package io.azdetect.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad it is when a detection is right, in Microsoft Sentinel's four words; the worst comes last. */
public enum Severity {
    INFORMATIONAL("Informational"),
    LOW("Low"),
    MEDIUM("Medium"),
    HIGH("High");

    private final String displayName;

    Severity(String displayName) {
        this.displayName = displayName;
    }

    /** As detection files and Sentinel write it, such as {@code High}. */
    public String displayName() {
        return displayName;
    }

    /** Whether this is as bad as the other or worse. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) >= 0;
    }

    /** The severity of this name, in any case. */
    public static Optional<Severity> of(String name) {
        return Arrays.stream(values())
                .filter(s -> s.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
