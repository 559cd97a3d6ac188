package io.azdetect.engine;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps and records of a program as the rows of a table. */
final class JavaRows {
    private final TableSchema table;
    private final List<Object[]> rows;

    private JavaRows(TableSchema table, List<Object[]> rows) {
        this.table = table;
        this.rows = rows;
    }

    static JavaRows of(String table, Collection<?> given) {
        if (given.isEmpty()) {
            throw new IllegalArgumentException("table " + table + " needs a row to know its columns by");
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, KqlType> types = new LinkedHashMap<>();
        for (Object row : given) {
            Map<String, Object> values = values(row);
            rows.add(values);
            // Not merge(): a null says that there is a column and nothing of its type.
            values.forEach((name, value) ->
                    types.put(name, JavaValue.common(name, types.get(name), JavaValue.type(name, value))));
        }
        List<Column> columns = types.entrySet().stream()
                .map(e -> new Column(e.getKey(), JavaValue.settled(e.getValue())))
                .toList();
        return new JavaRows(
                new TableSchema(table, columns),
                rows.stream().map(row -> cells(columns, row)).toList());
    }

    private static Object[] cells(List<Column> columns, Map<String, Object> row) {
        return columns.stream()
                .map(column -> JavaValue.kusto(column.type(), row.get(column.name())))
                .toArray();
    }

    private static Map<String, Object> values(Object row) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (row instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put(String.valueOf(name), value));
        } else if (row instanceof Record record) {
            values.putAll(components(record));
        } else {
            throw new IllegalArgumentException("a row is a Map or a record, not "
                    + (row == null ? "null" : "a " + row.getClass().getName()));
        }
        return values;
    }

    /** A record's components by name. */
    static Map<String, Object> components(Record record) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                // A program's record is often nested in a class that is not public.
                component.getAccessor().setAccessible(true);
                values.put(component.getName(), component.getAccessor().invoke(record));
            } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
                throw new IllegalArgumentException("cannot read " + component + " of a row: " + e.getMessage(), e);
            }
        }
        return values;
    }

    void addTo(Database database) {
        database.inTransaction(() -> {
            database.createTable(table);
            try (TableAppender appender = database.appender(table.name(), table.columns())) {
                rows.forEach(appender::append);
            }
        });
    }
}
