package io.azdetect.engine.naive;

import io.azdetect.engine.naive.NaiveTable.Row;
import io.azdetect.kql.schema.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Joins: https://learn.microsoft.com/kusto/query/join-operator, lookup-operator. */
final class NaiveJoin {
    private final NaiveTable left;
    private final NaiveTable right;
    private final List<String> keys;

    NaiveJoin(NaiveTable left, NaiveTable right, List<String> keys) {
        this.left = left;
        this.right = right;
        this.keys = keys;
    }

    NaiveTable of(String kind) {
        return switch (kind) {
            case "leftsemi" -> left.withRows(partnered(left, right, true));
            case "leftanti" -> left.withRows(partnered(left, right, false));
            case "rightsemi" -> right.withRows(partnered(right, left, true));
            case "rightanti" -> right.withRows(partnered(right, left, false));
            default -> pairs(kind, right.columns());
        };
    }

    NaiveTable lookup(String kind) {
        return pairs(
                kind,
                right.columns().stream().filter(c -> !keys.contains(c.name())).toList());
    }

    private List<Row> partnered(NaiveTable side, NaiveTable other, boolean with) {
        return side.each().stream()
                .filter(r -> other.each().stream().anyMatch(o -> match(r, o)) == with)
                .toList();
    }

    /** A null, and NaN, equals nothing. */
    private boolean match(Row one, Row other) {
        return keys.stream()
                .allMatch(
                        k -> NaiveComparisons.equal(one.cell(k), other.cell(k)).isTrue());
    }

    /** Of the kind {@code innerunique} the left rows must have unlike keys already: Kusto may take any of those with like ones. */
    private NaiveTable pairs(String kind, List<Column> taken) {
        List<List<Object>> rows = new ArrayList<>();
        Set<Integer> matched = new HashSet<>();
        for (Row l : left.each()) {
            boolean alone = true;
            for (Row r : right.each()) {
                if (match(l, r)) {
                    rows.add(row(l, r, taken));
                    matched.add(r.index());
                    alone = false;
                }
            }
            if (alone && (kind.equals("leftouter") || kind.equals("fullouter"))) {
                rows.add(row(l, right.nowhere(), taken));
            }
        }
        if (kind.equals("rightouter") || kind.equals("fullouter")) {
            right.each().stream()
                    .filter(r -> !matched.contains(r.index()))
                    .forEach(r -> rows.add(row(left.nowhere(), r, taken)));
        }
        return new NaiveTable(header(taken), rows);
    }

    private List<Object> row(Row l, Row r, List<Column> taken) {
        List<Object> cells = new ArrayList<>();
        left.columns().forEach(c -> cells.add(l.cell(c.name()).value()));
        taken.forEach(c -> cells.add(r.cell(c.name()).value()));
        return cells;
    }

    /** A name that is taken gets the first number that makes it free. */
    private List<Column> header(List<Column> taken) {
        List<Column> header = new ArrayList<>(left.columns());
        Set<String> names = new HashSet<>();
        header.forEach(c -> names.add(c.name()));
        for (Column column : taken) {
            String name = column.name();
            for (int i = 1; !names.add(name); i++) {
                name = column.name() + i;
            }
            header.add(new Column(name, column.type()));
        }
        return header;
    }
}
