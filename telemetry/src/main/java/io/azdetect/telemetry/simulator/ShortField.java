package io.azdetect.telemetry.simulator;

import java.util.Objects;

/**
 * A field by which an event is written short.
 *
 * @param name as written in a test
 * @param meaning what it says and which raw fields it sets
 * @param example a value, as JSON text
 */
public record ShortField(String name, String meaning, String example) {

    public ShortField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(example, "example");
    }
}
