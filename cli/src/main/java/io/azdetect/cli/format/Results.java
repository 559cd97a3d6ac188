package io.azdetect.cli.format;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.schema.Column;
import java.io.IOException;
import java.util.List;

/** The results of a query, in their order. Each has to be read before the next is asked for. */
public interface Results {
    /** How many there are; at least one. */
    int count();

    /** A result; its rows come as they are read. */
    Rows result(int index) throws IOException;

    /** A result's name, columns and rows. */
    record Rows(String name, List<Column> columns, Iterable<List<Object>> rows) {
        public Rows {
            requireNonNull(name, "name");
            columns = List.copyOf(columns);
            requireNonNull(rows, "rows");
        }
    }
}
