package io.azdetect.telemetry.mapping;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A table's columns while records come in: which value of a row belongs to which column. Columns are only ever added, at
 * the end, so a row's values stay where they are. Safe for several threads.
 */
public final class TableLayout {
    private final String table;
    private final List<Column> columns = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> indexes = new ConcurrentHashMap<>();

    public TableLayout(TableSchema schema) {
        table = schema.name();
        columns.addAll(schema.columns());
        for (int i = 0; i < schema.columns().size(); i++) {
            indexes.put(schema.columns().get(i).name(), i);
        }
    }

    public String table() {
        return table;
    }

    /** The columns as of now. */
    public List<Column> columns() {
        return List.copyOf(columns);
    }

    /**
     * The string column that holds the same JSON, by the dynamic column's name: Log Analytics gives some columns a twin that
     * ends with {@code _d}, such as {@code Claims_d}
     * (https://learn.microsoft.com/azure/azure-monitor/reference/tables/azureactivity).
     */
    public Map<String, String> texts() {
        return columns.stream()
                .filter(c -> c.type() == KqlType.DYNAMIC && c.name().endsWith("_d"))
                .map(c -> c.name().substring(0, c.name().length() - "_d".length()))
                .filter(name -> indexOf(name) >= 0 && column(indexOf(name)).type() == KqlType.STRING)
                .collect(Collectors.toUnmodifiableMap(name -> name + "_d", name -> name));
    }

    public int size() {
        return columns.size();
    }

    public Column column(int index) {
        return columns.get(index);
    }

    /** The index of the column of exactly this name, or -1. */
    public int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }

    /** The index of the column of exactly this name, which is added with this type if the table lacks it. */
    public int indexOf(String name, KqlType type) {
        Integer index = indexes.get(name);
        return index != null ? index : add(new Column(free(name), type));
    }

    /** The export of a query that shows {@code ingestion_time()} has a field with the name of the store's hidden column. */
    private static String free(String name) {
        return name.equals(TableSchema.INGESTION_TIME.name()) ? "IngestionTime" : name;
    }

    private synchronized int add(Column column) {
        Integer index = indexes.get(column.name());
        if (index != null) {
            return index;
        }
        columns.add(column);
        indexes.put(column.name(), columns.size() - 1);
        return columns.size() - 1;
    }
}
