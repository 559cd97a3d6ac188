package io.azdetect.azure.remote;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.schema.Column;
import java.util.List;
import java.util.Optional;

/**
 * What a workspace answered. Values have the Java forms that {@link io.azdetect.kql.type.KqlType} names.
 *
 * @param partial why there are fewer rows than there should be; empty when all are there
 */
public record RemoteResult(List<Column> columns, List<List<Object>> rows, Optional<String> partial) {
    public RemoteResult {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        requireNonNull(partial, "partial");
    }
}
