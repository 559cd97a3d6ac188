package io.azdetect.engine.stage;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.SchemaMerge;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges schemas; remembers a row for each column name, and there are at most as many as one table may have. */
final class SchemaMergeRun implements StageProgram {
    private static final int MOST_COLUMNS = 10_000;
    private static final String OUT_OF_ORDER = "ERROR(columns are out of order)";

    private final SchemaMerge merge;

    SchemaMergeRun(SchemaMerge merge) {
        this.merge = merge;
    }

    /** A column: where it stood first and furthest behind, and its type in both spellings. */
    private record Merged(String name, long first, long last, String dataType, String type) {
        boolean moved() {
            return first != last;
        }
    }

    @Override
    public void run(List<RowReader> inputs, RowWriter result) {
        RowReader rows = inputs.get(0);
        Map<String, Merged> columns = new LinkedHashMap<>();
        for (Object[] row = rows.next(); row != null; row = rows.next()) {
            if (row[1] == null) {
                throw refused("a column without an ordinal");
            }
            long place = (Long) row[1];
            Merged column = new Merged((String) row[0], place, place, (String) row[2], (String) row[3]);
            columns.merge(column.name(), column, this::merged);
            if (columns.size() > MOST_COLUMNS) {
                throw new KqlException(
                        Code.LIMIT, "schema_merge takes at most " + MOST_COLUMNS + " column names", merge.span());
            }
        }
        write(
                columns.values().stream()
                        .sorted(Comparator.comparingLong(Merged::last))
                        .toList(),
                result);
    }

    private Merged merged(Merged before, Merged column) {
        if (!before.type().equals(column.type())) {
            throw refused("the column '" + column.name() + "' as " + before.type() + " and as " + column.type());
        }
        return new Merged(
                before.name(),
                Math.min(before.first(), column.first()),
                Math.max(before.last(), column.last()),
                before.dataType(),
                before.type());
    }

    private void write(List<Merged> columns, RowWriter result) {
        for (int i = 1; i < columns.size(); i++) {
            if (columns.get(i).last() == columns.get(i - 1).last()) {
                throw refused("'" + columns.get(i - 1).name() + "' and '"
                        + columns.get(i).name() + "' at the same place");
            }
        }
        long place = 0;
        for (Merged column : columns) {
            if (!merge.preserveOrder() || !column.moved()) {
                result.add(column.name(), place++, column.dataType(), column.type());
            }
        }
        for (Merged column : columns) {
            if (merge.preserveOrder() && column.moved()) {
                result.add(column.name(), -1L, "ERROR(unknown CSL type:" + OUT_OF_ORDER + ")", OUT_OF_ORDER);
            }
        }
    }

    private KqlException refused(String what) {
        return new KqlException(
                Code.UNSUPPORTED,
                "schema_merge of " + what + " is not run here: the documentation does not say what comes of it",
                merge.span());
    }
}
