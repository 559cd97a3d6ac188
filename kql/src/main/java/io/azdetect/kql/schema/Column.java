package io.azdetect.kql.schema;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.type.KqlType;

/** A column of a table or of a query's result. Names are case-sensitive, as in Kusto. */
public record Column(String name, KqlType type) {
    public Column {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    @Override
    public String toString() {
        return name + ":" + type.kustoName();
    }
}
