package io.azdetect.azure.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.azure.arm.AzureException;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of an answer, read into our own forms. */
final class RemoteRows {
    private RemoteRows() {}

    /**
     * @param name what the service calls a column's name
     * @param type what it calls its type
     * @param tables how many results the answer has; this is the first
     * @param error why there are not all rows; empty where all are there
     */
    static RemoteResult read(JsonNode columns, JsonNode rows, String name, String type, int tables, String error) {
        List<Column> read = new ArrayList<>();
        columns.forEach(c ->
                read.add(new Column(c.path(name).asText(), type(c.path(type).asText()))));
        List<List<Object>> values = new ArrayList<>();
        for (JsonNode row : rows) {
            // Azure Data Explorer puts an object with the error behind the last row that it has.
            if (row.isArray()) {
                values.add(values(read, row));
            }
        }
        Optional<String> partial = !error.isEmpty()
                ? Optional.of(error)
                : tables > 1
                        ? Optional.of(
                                "the query has " + tables + " results, and this is the first; run them one by one")
                        : Optional.empty();
        return new RemoteResult(read, values, partial);
    }

    private static List<Object> values(List<Column> columns, JsonNode row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(RemoteValues.of(columns.get(i).type(), row.path(i)));
        }
        return values;
    }

    private static KqlType type(String name) {
        return KqlType.of(name)
                .orElseThrow(() -> new AzureException("Azure sent a column of the unknown type " + name));
    }
}
