package io.azdetect.telemetry.mapping;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.telemetry.schema.TableSchemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The layouts of all tables that records of one ingestion go to. Safe for several threads. */
public final class TableLayouts {
    private static final TableSchemas BUILT_IN = TableSchemas.builtIn();

    private final DatabaseSchema stored;
    private final Map<String, TableLayout> layouts = new ConcurrentHashMap<>();

    /** Layouts that begin with what is stored, for tables that are, and with the built-in columns for others. */
    public TableLayouts(DatabaseSchema stored) {
        this.stored = requireNonNull(stored, "stored");
    }

    /** The layout of a table; one that is neither stored nor built in begins with the columns that every table has. */
    public TableLayout of(String table) {
        return layouts.computeIfAbsent(table, this::begin);
    }

    private TableLayout begin(String table) {
        Optional<TableSchema> schema = BUILT_IN.table(table);
        TableLayout layout = new TableLayout(
                stored.table(table).or(() -> schema).orElseGet(() -> new TableSchema(table, customColumns())));
        schema.ifPresent(s -> s.columns().forEach(c -> layout.indexOf(c.name(), c.type())));
        return layout;
    }

    private static List<Column> customColumns() {
        return List.of(
                new Column("TenantId", KqlType.STRING),
                new Column("SourceSystem", KqlType.STRING),
                new Column("TimeGenerated", KqlType.DATETIME),
                new Column("Type", KqlType.STRING),
                new Column("_ResourceId", KqlType.STRING),
                new Column("_SubscriptionId", KqlType.STRING));
    }
}
