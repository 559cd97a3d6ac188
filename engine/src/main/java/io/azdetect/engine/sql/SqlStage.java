package io.azdetect.engine.sql;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.plan.Program;
import io.azdetect.kql.schema.Column;
import java.util.List;
import java.util.Optional;

/**
 * A table that is filled before a query's statement reads it: with what a program in Java makes of rows, or with rows that
 * several statements of the query read.
 *
 * @param schema the schema that the table is made in, as SQL
 * @param table the table's name, not quoted
 * @param names the names of its columns, not quoted, in the order of {@code columns}
 * @param inputs the statements whose rows the program reads, or the one whose rows the table holds; without stages
 * @param program what is done to the rows; empty when they go in as they are
 */
public record SqlStage(
        String schema,
        String table,
        List<String> names,
        List<Column> columns,
        List<SqlQuery> inputs,
        Optional<Program> program) {
    public SqlStage {
        requireNonNull(schema, "schema");
        requireNonNull(table, "table");
        names = List.copyOf(names);
        columns = List.copyOf(columns);
        inputs = List.copyOf(inputs);
        requireNonNull(program, "program");
    }

    /** The table, quoted. */
    public String place() {
        return schema + "." + SqlText.identifier(table);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("-- ").append(place()).append(": ");
        text.append(
                program.map(p -> "what " + p.describe() + ", in Java, makes of").orElse("rows that are read twice:"));
        for (SqlQuery input : inputs) {
            text.append('\n').append(input.sql()).append(';');
        }
        return text.append("\n\n").toString();
    }
}
