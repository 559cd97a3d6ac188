package io.azdetect.telemetry.mapping;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import io.azdetect.telemetry.record.CellReader;
import io.azdetect.telemetry.record.JsonKey;
import io.azdetect.telemetry.record.JsonRecord;
import io.azdetect.telemetry.record.MalformedRecordException;
import java.util.Arrays;
import java.util.Set;

/**
 * A record that is a table's row already: from the Logs Ingestion API, a query's result, the portal's export. Columns that
 * the table lacks are added to it, with the type that their suffix or their first value shows.
 */
final class TableShapedRow {
    static final JsonKey TIME = new JsonKey("TimeGenerated");
    static final JsonKey DEFENDER_TIME = new JsonKey("Timestamp");
    private static final JsonKey RESULT_NAME = new JsonKey("TableName");

    /** Says where the row comes from, not what it holds. */
    private static final Set<String> NO_COLUMNS = Set.of("TableName", "$table");

    private TableShapedRow() {}

    /**
     * The row of a record.
     *
     * @throws MalformedRecordException if it has no time, or a value is not one of its column's type
     */
    static Row of(TableLayout layout, JsonRecord json) throws MalformedRecordException {
        // az monitor log-analytics query writes None for null, whatever the column's type.
        boolean noneIsNull = json.member(json.root(), RESULT_NAME) != JsonRecord.NONE;
        Object[] values = new Object[layout.size()];
        for (int node = json.first(json.root()); node != JsonRecord.NONE; node = json.after(json.root(), node)) {
            String name = json.name(node);
            if (NO_COLUMNS.contains(name)) {
                continue;
            }
            int index = index(layout, json, node, name);
            if (index >= values.length) {
                values = Arrays.copyOf(values, layout.size());
            }
            Column column = layout.column(index);
            values[index] = noneIsNull
                            && column.type() != KqlType.STRING
                            && json.text(node).equals("None")
                    ? null
                    : CellReader.read(json, node, column);
        }
        int time = layout.indexOf(TIME.name());
        if (values[time] == null) {
            int other = json.member(json.root(), DEFENDER_TIME);
            values[time] = other == JsonRecord.NONE ? null : CellReader.read(json, other, layout.column(time));
        }
        if (values[time] == null) {
            throw new MalformedRecordException("no TimeGenerated in a row of " + layout.table());
        }
        int type = layout.indexOf("Type");
        if (type >= 0) {
            values[type] = layout.table();
        }
        return new Row(layout, values, (Long) values[time]);
    }

    private static int index(TableLayout layout, JsonRecord json, int node, String name) {
        int index = layout.indexOf(name);
        return index >= 0 ? index : layout.indexOf(name, type(json, node, name));
    }

    private static KqlType type(JsonRecord json, int node, String name) {
        if (name.endsWith("_d")) {
            return KqlType.REAL;
        }
        if (name.endsWith("_b")) {
            return KqlType.BOOL;
        }
        if (name.endsWith("_t")) {
            return KqlType.DATETIME;
        }
        return switch (json.kind(node)) {
            case NUMBER -> KqlType.REAL;
            case TRUE, FALSE -> KqlType.BOOL;
            case OBJECT, ARRAY -> KqlType.DYNAMIC;
            case STRING, NULL -> KqlType.STRING;
        };
    }
}
