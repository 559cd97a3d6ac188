package io.azdetect.kql.function;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every plug-in that {@code evaluate} may call. */
public final class Plugins {
    private static final Map<String, Plugin> BY_NAME = new LinkedHashMap<>();

    static {
        Stream.<List<Plugin>>of().flatMap(List::stream).forEach(plugin -> {
            if (BY_NAME.put(plugin.name(), plugin) != null) {
                throw new IllegalStateException(plugin.name() + " is declared twice");
            }
        });
    }

    private Plugins() {}

    /** The plug-in of exactly this name; Kusto's names are case-sensitive. */
    public static Optional<Plugin> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Collection<Plugin> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }
}
