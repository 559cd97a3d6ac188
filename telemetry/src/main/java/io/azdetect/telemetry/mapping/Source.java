package io.azdetect.telemetry.mapping;

import io.azdetect.telemetry.record.JsonKey;
import io.azdetect.telemetry.record.ResourceId;
import java.util.List;
import java.util.function.Function;

/** Where a column's value comes from. */
sealed interface Source {
    /** A value in the record. */
    record Field(List<JsonKey> path) implements Source {
        public Field {
            path = List.copyOf(path);
        }
    }

    /** The same text for every record. */
    record Literal(String text) implements Source {}

    /** A part of the record's resource ID. */
    record ResourcePart(Function<ResourceId, String> part) implements Source {
        static ResourcePart named(String name) {
            return new ResourcePart(
                    switch (name) {
                        case "subscription" -> ResourceId::subscription;
                        case "group" -> ResourceId::group;
                        case "provider" -> ResourceId::provider;
                        case "type" -> ResourceId::type;
                        case "name" -> ResourceId::name;
                        default -> throw new IllegalArgumentException("a resource ID has no part " + name);
                    });
        }
    }

    /** The category that the record was recognised as. */
    record Category() implements Source {}

    /** A column of the same row that was filled before. */
    record Filled(String column) implements Source {}
}
