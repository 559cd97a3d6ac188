package io.azdetect.engine.naive;

import io.azdetect.kql.schema.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Rows in memory; their cells are values as {@link Cell} has them. */
record NaiveTable(List<Column> columns, List<List<Object>> rows) {
    /** One column of a table to be: what it is called and what each row has in it. */
    record Computed(String name, Function<Row, Cell> value) {}

    /** One row, which sees its neighbours. */
    record Row(NaiveTable table, int index) {
        Cell cell(String column) {
            int position = table.position(column);
            Column found = table.columns.get(position);
            return index < 0 || index >= table.rows.size()
                    ? Cell.absent(found.type())
                    : new Cell(found.type(), table.rows.get(index).get(position));
        }

        /** The row so many places further on, or one of absent values beyond the ends. */
        Row neighbour(int distance) {
            return new Row(table, index + distance);
        }
    }

    int position(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + column + " among " + columns);
    }

    boolean has(String column) {
        return columns.stream().anyMatch(c -> c.name().equals(column));
    }

    List<Row> each() {
        List<Row> each = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            each.add(new Row(this, i));
        }
        return each;
    }

    /** A row of absent values, which tells an expression's type where there is no row. */
    Row nowhere() {
        return new Row(this, -1);
    }

    NaiveTable withRows(List<Row> kept) {
        return new NaiveTable(
                columns, kept.stream().map(row -> rows.get(row.index)).toList());
    }

    /** These columns, and only these, for each of the rows. */
    NaiveTable compute(List<Computed> computed) {
        List<Column> header = computed.stream()
                .map(c -> new Column(c.name, c.value.apply(nowhere()).type()))
                .toList();
        List<List<Object>> body = new ArrayList<>();
        for (Row row : each()) {
            List<Object> cells = new ArrayList<>();
            computed.forEach(c -> cells.add(c.value.apply(row).value()));
            body.add(Collections.unmodifiableList(cells));
        }
        return new NaiveTable(header, body);
    }

    static Computed same(String column) {
        return new Computed(column, row -> row.cell(column));
    }
}
