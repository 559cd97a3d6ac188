package io.azdetect.kql.bind;

import io.azdetect.kql.schema.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns that a scalar expression may name: one table's. Identity matters: each input is a row of its own. */
final class Row {
    /** The row of expressions outside any table, as in {@code print}. */
    static final Row NONE = new Row(List.of());

    private final List<Column> columns;
    private final WindowCalls windows;
    private final ScanState state;
    private final Map<String, Column> byName = new LinkedHashMap<>();

    /** Columns that other tables have and an expression may name as well, by name. */
    private final Map<String, Column> elsewhere;

    Row(List<Column> columns) {
        this(columns, null, null, Map.of());
    }

    /** A row in which the columns of other tables are known too, though it lacks them. */
    Row(List<Column> columns, Map<String, Column> elsewhere) {
        this(columns, null, null, elsewhere);
    }

    /** A row of an operator's input, with what takes the window functions over the rows beside it. */
    Row(List<Column> columns, WindowCalls windows) {
        this(columns, windows, null, Map.of());
    }

    /** A row in a step of {@code scan}. */
    Row(List<Column> columns, ScanState state) {
        this(columns, null, state, Map.of());
    }

    private Row(List<Column> columns, WindowCalls windows, ScanState state, Map<String, Column> elsewhere) {
        this.elsewhere = elsewhere;
        this.windows = windows;
        this.state = state;
        this.columns = List.copyOf(columns);
        columns.forEach(column -> byName.put(column.name(), column));
    }

    Optional<WindowCalls> windows() {
        return Optional.ofNullable(windows);
    }

    Optional<ScanState> state() {
        return Optional.ofNullable(state);
    }

    List<Column> columns() {
        return columns;
    }

    Optional<Column> column(String name) {
        return Optional.ofNullable(byName.get(name)).or(() -> Optional.ofNullable(elsewhere.get(name)));
    }
}
