package io.azdetect.engine.sql;

import io.azdetect.kql.schema.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One {@code SELECT} in the making: as many operators of a plan as fit into it. */
final class Select {
    /** What stands in {@code FROM}; null without one. */
    private final String from;

    /** Whether that is a name, which may get an alias. */
    private final boolean table;

    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Fragment> values = new LinkedHashMap<>();
    private final List<Fragment> where = new ArrayList<>();
    private final List<Fragment> groupBy = new ArrayList<>();
    private final List<Fragment> having = new ArrayList<>();
    private final List<OrderKey> order = new ArrayList<>();

    /** The order that the rows of {@code FROM} have, for aggregates that depend on it. */
    private final List<OrderKey> inheritedOrder = new ArrayList<>();

    private boolean aggregated;
    private boolean windowed;
    private List<Fragment> distinctOn = List.of();
    private Fragment limit;

    /** A whole number, with the comment that says which datetime it is. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+( /\\*[^*]*\\*/)?");

    /** A key of {@code ORDER BY}. */
    record OrderKey(Fragment value, boolean ascending, boolean nullsFirst, boolean nullable) {
        String text() {
            return key(value)
                    + (ascending ? "" : " DESC")
                    + (nullable ? nullsFirst ? " NULLS FIRST" : " NULLS LAST" : "");
        }

        OrderKey over(Fragment other) {
            return new OrderKey(other, ascending, nullsFirst, nullable);
        }
    }

    Select(String from) {
        this(from, false);
    }

    private Select(String from, boolean table) {
        this.from = from;
        this.table = table;
    }

    /** From a table or a common table expression. */
    static Select fromTable(String name) {
        return new Select(name, true);
    }

    Select column(Column column, Fragment value) {
        columns.add(column);
        values.put(column.name(), value);
        return this;
    }

    List<Column> columns() {
        return columns;
    }

    /** The columns' SQL by their Kusto names. */
    Map<String, Fragment> values() {
        return values;
    }

    List<OrderKey> order() {
        return order;
    }

    /** The rows' order, be it asked for here or further down. */
    List<OrderKey> rowOrder() {
        return order.isEmpty() ? inheritedOrder : order;
    }

    boolean isLimited() {
        return limit != null;
    }

    boolean isAggregated() {
        return aggregated;
    }

    /** Whether window functions are among its values or keys: they see the rows that {@code WHERE} leaves. */
    boolean isWindowed() {
        return windowed;
    }

    void windowed() {
        windowed = true;
    }

    boolean isDistinct() {
        return !distinctOn.isEmpty();
    }

    void limit(Fragment count) {
        limit = count;
    }

    void distinctOn(List<Fragment> keys) {
        distinctOn = List.copyOf(keys);
    }

    void where(Fragment predicate) {
        (aggregated ? having : where).add(predicate);
    }

    void order(Collection<OrderKey> keys) {
        order.clear();
        order.addAll(keys);
    }

    void inheritOrder(Collection<OrderKey> keys) {
        inheritedOrder.addAll(keys);
    }

    void groupBy(Collection<Fragment> keys) {
        aggregated = true;
        groupBy.addAll(keys);
        order.clear();
        inheritedOrder.clear();
    }

    /** The same rows with other columns, which are computed from this one's {@code FROM}. */
    Select with(List<Column> newColumns, List<Fragment> newValues) {
        columns.clear();
        values.clear();
        for (int i = 0; i < newColumns.size(); i++) {
            column(newColumns.get(i), newValues.get(i));
        }
        return this;
    }

    /** Whether it is all of a stored table or of a common table expression, so that it needs no subquery. */
    boolean isBare() {
        return table
                && where.isEmpty()
                && !aggregated
                && !windowed
                && order.isEmpty()
                && limit == null
                && distinctOn.isEmpty()
                && values.values().stream().allMatch(v -> v.text().startsWith("\""));
    }

    String from() {
        return from;
    }

    /** The names that the columns have in the result, by their Kusto names: apart even where case does not count. */
    Map<String, String> aliases() {
        UniqueNames names = new UniqueNames(List.of());
        Map<String, String> aliases = new LinkedHashMap<>();
        columns.forEach(c -> aliases.put(c.name(), names.claim(c.name())));
        return aliases;
    }

    /** The statement, with more columns behind its own. */
    String text(Dialect dialect, Map<String, Fragment> extra) {
        return text(dialect, extra, order);
    }

    /** The statement without its order. */
    String unordered(Dialect dialect, Map<String, Fragment> extra) {
        return text(dialect, extra, List.of());
    }

    private String text(Dialect dialect, Map<String, Fragment> extra, List<OrderKey> sorted) {
        Map<String, String> aliases = aliases();
        List<String> items = new ArrayList<>();
        values.forEach((name, value) -> items.add(item(value, dialect.identifier(aliases.get(name)))));
        extra.forEach((alias, value) -> items.add(item(value, dialect.identifier(alias))));
        if (items.isEmpty()) {
            items.add("true AS " + dialect.identifier("row")); // SQL has no rows without columns.
        }
        StringBuilder sql = new StringBuilder("SELECT ");
        if (!distinctOn.isEmpty()) {
            sql.append("DISTINCT ON (").append(list(distinctOn)).append(") ");
        }
        sql.append(String.join(", ", items));
        if (from != null) {
            sql.append("\nFROM ").append(from);
        }
        if (!where.isEmpty()) {
            sql.append("\nWHERE ").append(conjunction(where));
        }
        if (!groupBy.isEmpty()) {
            sql.append("\nGROUP BY ").append(groupBy.stream().map(Select::key).collect(Collectors.joining(", ")));
        }
        if (!having.isEmpty()) {
            sql.append("\nHAVING ").append(conjunction(having));
        }
        if (!sorted.isEmpty()) {
            sql.append("\nORDER BY ").append(sorted.stream().map(OrderKey::text).collect(Collectors.joining(", ")));
        }
        if (limit != null) {
            sql.append("\nLIMIT ").append(limit.operand());
        }
        return sql.toString();
    }

    private static String item(Fragment value, String alias) {
        return value.text().equals(alias) ? alias : value.text() + " AS " + alias;
    }

    /** What names a value to group or sort by: there a bare whole number is a column's place, so it gets a type. */
    private static String key(Fragment key) {
        return NUMBER.matcher(key.text()).matches() ? key.text() + "::BIGINT" : key.text();
    }

    private static String list(Collection<Fragment> fragments) {
        return fragments.stream().map(Fragment::text).collect(Collectors.joining(", "));
    }

    private static String conjunction(List<Fragment> predicates) {
        return predicates.stream()
                .map(p -> predicates.size() == 1 ? p.text() : p.beside(" OR "))
                .collect(Collectors.joining("\n  AND "));
    }
}
