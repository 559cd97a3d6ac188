package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.type.KqlType;

/**
 * A value of the query that its user may change. In the query text it is an ordinary {@code let name = literal;}, so that
 * the text runs unchanged in Azure.
 *
 * @param defaultValue the value that the query text has, as a KQL literal such as {@code 5} or {@code dynamic(["a"])}
 */
public record Parameter(String name, KqlType type, String defaultValue, String description) {
    public Parameter {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(defaultValue, "defaultValue");
        requireNonNull(description, "description");
    }
}
