package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Someone or something that an alert is about.
 *
 * @param type Sentinel's entity type, such as {@code Account}, {@code IP}, {@code Host} or {@code AzureResource}
 * @param identifiers what is known of it, such as {@code FullName}, in the order of the detection's mapping; never empty
 */
public record Entity(String type, Map<String, String> identifiers) {
    public Entity {
        requireNonNull(type, "type");
        identifiers = Collections.unmodifiableMap(new LinkedHashMap<>(identifiers));
        if (identifiers.isEmpty()) {
            throw new IllegalArgumentException("an entity of type " + type + " without an identifier");
        }
    }

    /** The first identifier's value, which is enough to show. */
    public String value() {
        return identifiers.values().iterator().next();
    }

    public boolean isAccount() {
        return type.equals("Account");
    }

    public boolean isAddress() {
        return type.equals("IP");
    }
}
