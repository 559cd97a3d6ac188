package io.azdetect.bench;

import io.azdetect.catalog.Detection;
import io.azdetect.engine.Database;
import io.azdetect.engine.sql.PhysicalType;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import io.azdetect.telemetry.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads, once, every stored column that one of the detections names, and does next to nothing with it. */
final class PlainScan {
    private final Database database;
    private final Map<String, Set<Column>> columns = new LinkedHashMap<>();

    PlainScan(Workspace workspace, List<Detection> detections) {
        this.database = workspace.database();
        CompileOptions options = CompileOptions.at(Instant.parse("2024-04-01T00:00:00Z"));
        for (Detection detection : detections) {
            collect(KqlCompiler.compile(detection.query(), workspace.schema(), options)
                    .plan());
        }
    }

    private void collect(Plan plan) {
        if (plan instanceof Plan.Scan scan
                && database.schema().table(scan.table().name()).isPresent()) {
            columns.computeIfAbsent(scan.table().name(), t -> new LinkedHashSet<>())
                    .addAll(scan.columns());
        }
        plan.inputs().forEach(this::collect);
    }

    /** How many columns it reads. */
    int width() {
        return columns.values().stream().mapToInt(Set::size).sum();
    }

    void run() throws SQLException {
        try (Statement statement = database.connection().createStatement()) {
            for (Map.Entry<String, Set<Column>> table : columns.entrySet()) {
                try (ResultSet rows = statement.executeQuery(sql(table.getKey(), table.getValue()))) {
                    rows.next();
                }
            }
        }
    }

    /** DuckDB answers count() and max() of numbers from statistics, and the length of a text without reading it. */
    private static String sql(String table, Set<Column> columns) {
        return columns.stream()
                .map(column -> PhysicalType.of(column.type()).equals("VARCHAR")
                        ? "max(\"" + column.name() + "\")"
                        : "max(hash(\"" + column.name() + "\"))")
                .collect(Collectors.joining(", ", "SELECT ", " FROM \"" + table + "\""));
    }
}
