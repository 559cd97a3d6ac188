package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Lists of names and patterns, as {@code project-away} and its relatives take them, over a table's columns. */
final class ColumnLists {
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final List<Column> columns;

    ColumnLists(List<Column> columns) {
        this.columns = columns;
    }

    Column named(Name name) {
        return columns.stream()
                .filter(c -> c.name().equals(name.text()))
                .findFirst()
                .orElseThrow(() -> new KqlException(
                        Code.UNKNOWN_COLUMN,
                        "no column is called '" + name + "'"
                                + Suggestion.didYouMean(
                                        name.text(),
                                        columns.stream().map(Column::name).toList()),
                        name.span()));
    }

    List<Column> matching(List<Expression> list) {
        Set<Column> matched = new LinkedHashSet<>();
        list.forEach(item -> matched.addAll(matching(item)));
        return List.copyOf(matched);
    }

    private List<Column> matching(Expression item) {
        if (item instanceof Expression.NameReference reference) {
            return List.of(named(reference.name()));
        }
        if (item instanceof Expression.NamePattern pattern) {
            Pattern regex = Patterns.compile(pattern.pattern());
            List<Column> matched = columns.stream()
                    .filter(c -> regex.matcher(c.name()).matches())
                    .toList();
            if (matched.isEmpty()) {
                throw new KqlException(
                        Code.UNKNOWN_COLUMN, "no column's name is like '" + pattern.pattern() + "'", item.span());
            }
            return matched;
        }
        throw new KqlException(Code.BAD_ARGUMENTS, "a column's name or a pattern is needed here", item.span());
    }

    /** All columns, those listed first; what a pattern matches keeps its order or is sorted as asked. */
    List<Column> reordered(List<Operator.ReorderItem> items) {
        Set<Column> ordered = new LinkedHashSet<>();
        for (Operator.ReorderItem item : items) {
            List<Column> matched = new ArrayList<>(matching(item.column()));
            matched.removeAll(ordered);
            item.order().ifPresent(order -> matched.sort(comparator(order)));
            ordered.addAll(matched);
        }
        ordered.addAll(columns);
        return List.copyOf(ordered);
    }

    private static Comparator<Column> comparator(String order) {
        Comparator<Column> byName = order.startsWith("granny")
                ? Comparator.comparing(c -> paddedNumbers(c.name()))
                : Comparator.comparing(Column::name);
        return order.endsWith("desc") ? byName.reversed() : byName;
    }

    /** The name with its numbers at equal length, so that {@code a10} comes behind {@code a9}. */
    private static String paddedNumbers(String name) {
        return DIGITS.matcher(name)
                .replaceAll(match -> "0".repeat(Math.max(0, 19 - match.group().length())) + match.group());
    }
}
