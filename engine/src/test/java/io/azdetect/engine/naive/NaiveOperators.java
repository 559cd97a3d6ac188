package io.azdetect.engine.naive;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.engine.naive.NaiveTable.Computed;
import io.azdetect.engine.naive.NaiveTable.Row;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.syntax.Operator.ParsePart;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Operators over one table, each as its page at https://learn.microsoft.com/kusto/query/ says. */
final class NaiveOperators {
    private final NaiveEngine engine;
    private final NaiveTable table;

    NaiveOperators(NaiveEngine engine, NaiveTable table) {
        this.engine = engine;
        this.table = table;
    }

    NaiveTable apply(Operator operator) {
        if (operator instanceof Operator.Where where) {
            return table.withRows(table.each().stream()
                    .filter(r -> NaiveScalars.evaluate(where.predicate(), r).isTrue())
                    .toList());
        }
        if (operator instanceof Operator.Extend extend) {
            return extend(extend.columns());
        }
        if (operator instanceof Operator.Serialize serialize) {
            return extend(serialize.columns());
        }
        if (operator instanceof Operator.Project project) {
            return table.compute(computed(project.columns()));
        }
        if (operator instanceof Operator.ProjectAway away) {
            List<String> gone = names(away.columns());
            return keep(names().filter(n -> !gone.contains(n)));
        }
        if (operator instanceof Operator.ProjectKeep kept) {
            List<String> wanted = names(kept.columns());
            return keep(names().filter(wanted::contains));
        }
        if (operator instanceof Operator.ProjectReorder reorder) {
            List<String> first = names(
                    reorder.columns().stream().map(Operator.ReorderItem::column).toList());
            return keep(Stream.concat(first.stream(), names().filter(n -> !first.contains(n))));
        }
        if (operator instanceof Operator.ProjectRename rename) {
            return rename(rename.columns());
        }
        if (operator instanceof Operator.Distinct distinct) {
            return distinct(distinct.columns());
        }
        if (operator instanceof Operator.Summarize summarize) {
            return summarize(summarize.aggregates(), summarize.keys());
        }
        if (operator instanceof Operator.Count) {
            return new NaiveTable(List.of(new Column("Count", KqlType.LONG)), List.of(List.of((long)
                    table.rows().size())));
        }
        if (operator instanceof Operator.Sort sort) {
            return sort(sort.keys());
        }
        if (operator instanceof Operator.Take take) {
            return first(table, take.count());
        }
        if (operator instanceof Operator.Top top) {
            return first(sort(top.keys()), top.count());
        }
        if (operator instanceof Operator.Join join) {
            String kind = join.parameters().getOrDefault("kind", "innerunique");
            return new NaiveJoin(table, engine.table(join.right()), names(join.conditions())).of(kind);
        }
        if (operator instanceof Operator.Lookup lookup) {
            String kind = lookup.parameters().getOrDefault("kind", "leftouter");
            return new NaiveJoin(table, engine.table(lookup.right()), names(lookup.conditions())).lookup(kind);
        }
        if (operator instanceof Operator.Union union) {
            return union(union);
        }
        if (operator instanceof Operator.MvExpand expand) {
            return expand(expand);
        }
        if (operator instanceof Operator.Parse parse) {
            return parse(parse);
        }
        throw new IllegalArgumentException("not known here: " + operator);
    }

    private Stream<String> names() {
        return table.columns().stream().map(Column::name);
    }

    private static List<String> names(List<Expression> references) {
        return references.stream()
                .map(e -> ((Expression.NameReference) e).name().text())
                .toList();
    }

    private NaiveTable keep(Stream<String> columns) {
        return table.compute(columns.map(NaiveTable::same).toList());
    }

    private static List<Computed> computed(List<NamedExpression> columns) {
        return columns.stream()
                .map(c -> new Computed(name(c), row -> NaiveScalars.evaluate(c.expression(), row)))
                .toList();
    }

    private static String name(NamedExpression column) {
        return column.name()
                .map(Name::text)
                .orElseGet(() ->
                        ((Expression.NameReference) column.expression()).name().text());
    }

    /** A new column of an old one's name stands in its place; all see the row as it was. */
    private NaiveTable extend(List<NamedExpression> columns) {
        Map<String, Computed> all = new LinkedHashMap<>();
        names().forEach(n -> all.put(n, NaiveTable.same(n)));
        computed(columns).forEach(c -> all.put(c.name(), c));
        return table.compute(List.copyOf(all.values()));
    }

    private NaiveTable rename(List<NamedExpression> columns) {
        Map<String, String> renamed = new LinkedHashMap<>();
        columns.forEach(c -> renamed.put(names(List.of(c.expression())).get(0), name(c)));
        return table.compute(names().map(n -> new Computed(renamed.getOrDefault(n, n), row -> row.cell(n)))
                .toList());
    }

    private NaiveTable distinct(List<NamedExpression> columns) {
        boolean all = columns.get(0).expression() instanceof Expression.NamePattern;
        NaiveTable kept = all ? table : table.compute(computed(columns));
        Map<List<Object>, Row> unlike = new LinkedHashMap<>();
        for (Row row : kept.each()) {
            List<Cell> cells =
                    kept.columns().stream().map(c -> row.cell(c.name())).toList();
            unlike.putIfAbsent(NaiveAggregates.keys(cells), row);
        }
        return kept.withRows(List.copyOf(unlike.values()));
    }

    /** Without keys there is one group, even of no rows. */
    private NaiveTable summarize(List<NamedExpression> aggregates, List<NamedExpression> keys) {
        Map<List<Object>, List<Row>> groups = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        List<Computed> computedKeys = computed(keys);
        for (Row row : table.each()) {
            List<Cell> cells =
                    computedKeys.stream().map(k -> k.value().apply(row)).toList();
            groups.computeIfAbsent(NaiveAggregates.keys(cells), k -> new ArrayList<>())
                    .add(row);
        }
        List<Column> header = new ArrayList<>();
        computedKeys.forEach(k ->
                header.add(new Column(k.name(), k.value().apply(table.nowhere()).type())));
        aggregates.forEach(a -> header.add(new Column(
                name(a),
                NaiveScalars.aggregate(a.expression(), table, List.of()).type())));
        List<List<Object>> rows = new ArrayList<>();
        for (List<Row> group : groups.values()) {
            List<Object> cells = new ArrayList<>();
            computedKeys.forEach(k -> cells.add(k.value().apply(group.get(0)).value()));
            aggregates.forEach(a -> cells.add(
                    NaiveScalars.aggregate(a.expression(), table, group).value()));
            rows.add(cells);
        }
        return new NaiveTable(header, rows);
    }

    private NaiveTable sort(List<Operator.SortKey> keys) {
        Comparator<Row> order = Comparator.comparing(row -> 0);
        for (Operator.SortKey key : keys) {
            boolean ascending = key.ascending().orElse(false);
            Comparator<Cell> cells =
                    NaiveComparisons.sorting(ascending, key.nullsFirst().orElse(ascending));
            order = order.thenComparing(
                    row -> NaiveScalars.evaluate(key.expression().expression(), row), cells);
        }
        return table.withRows(table.each().stream().sorted(order).toList());
    }

    private static NaiveTable first(NaiveTable rows, Expression count) {
        long most = NaiveScalars.evaluate(count, rows.nowhere()).whole();
        return rows.withRows(rows.each().stream().limit(most).toList());
    }

    /** What a table lacks is absent in its rows; of the kind inner only the columns that all have stay. */
    private NaiveTable union(Operator.Union union) {
        List<NaiveTable> tables = new ArrayList<>(List.of(table));
        union.tables().forEach(t -> tables.add(engine.table(t)));
        boolean inner = "inner".equals(union.parameters().get("kind"));
        List<Column> header = tables.stream()
                .flatMap(t -> t.columns().stream())
                .distinct()
                .filter(c -> !inner || tables.stream().allMatch(t -> t.columns().contains(c)))
                .toList();
        List<List<Object>> rows = new ArrayList<>();
        for (NaiveTable part : tables) {
            for (Row row : part.each()) {
                List<Object> cells = new ArrayList<>();
                header.forEach(c -> cells.add(
                        part.has(c.name())
                                ? row.cell(c.name()).value()
                                : Cell.absent(c.type()).value()));
                rows.add(cells);
            }
        }
        return new NaiveTable(header, rows);
    }

    private NaiveTable expand(Operator.MvExpand expand) {
        Operator.Expansion expansion = expand.columns().get(0);
        String name = name(expansion.expression());
        KqlType type = expansion.type().orElse(KqlType.DYNAMIC);
        long most = expand.limit()
                .map(l -> NaiveScalars.evaluate(l, table.nowhere()).whole())
                .orElse(Long.MAX_VALUE);
        List<Column> header = table.columns().stream()
                .map(c -> c.name().equals(name) ? new Column(name, type) : c)
                .toList();
        List<List<Object>> rows = new ArrayList<>();
        for (Row row : table.each()) {
            JsonNode tree = NaiveScalars.tree(expansion.expression().expression(), row);
            NaiveJson.elements(tree).stream().limit(most).forEach(e -> {
                Cell element = new Cell(KqlType.DYNAMIC, e);
                // A text becomes no number here.
                Cell converted = type == KqlType.DYNAMIC
                        ? element
                        : type == KqlType.LONG && e != null && e.isTextual()
                                ? Cell.absent(type)
                                : NaiveFunctions.call("to" + type.kustoName(), List.of(element));
                List<Object> cells = new ArrayList<>(table.rows().get(row.index()));
                cells.set(table.position(name), converted.value());
                rows.add(cells);
            });
        }
        return new NaiveTable(header, rows);
    }

    /** Texts and {@code *} and columns of texts: a column takes as little as it can, the last one all that is left. */
    private NaiveTable parse(Operator.Parse parse) {
        StringBuilder pattern = new StringBuilder();
        List<String> captures = new ArrayList<>();
        for (ParsePart part : parse.pattern()) {
            if (part instanceof ParsePart.Text text) {
                pattern.append(Pattern.quote(text.text()));
            } else if (part instanceof ParsePart.Capture capture) {
                pattern.append("(.*?)");
                captures.add(capture.column().name().text());
            } else {
                pattern.append(".*?");
            }
        }
        Pattern compiled = Pattern.compile(pattern.toString(), Pattern.DOTALL);
        NaiveTable kept = parse.filter()
                ? table.withRows(table.each().stream()
                        .filter(r -> matcher(compiled, parse, r).matches())
                        .toList())
                : table;
        List<Computed> all = new ArrayList<>();
        names().forEach(n -> all.add(NaiveTable.same(n)));
        for (int i = 0; i < captures.size(); i++) {
            int number = i + 1;
            all.add(new Computed(captures.get(i), row -> {
                Matcher matcher = matcher(compiled, parse, row);
                return Cell.of(matcher.matches() ? matcher.group(number) : "");
            }));
        }
        return kept.compute(all);
    }

    private static Matcher matcher(Pattern pattern, Operator.Parse parse, Row row) {
        return pattern.matcher(NaiveScalars.evaluate(parse.source(), row).text());
    }
}
