package io.azdetect.engine.sql;

import io.azdetect.engine.sql.Select.OrderKey;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.PlanVisitor;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a plan as one SQL statement.
 *
 * <p>Operators that fit into one {@code SELECT} share it; a subquery begins where they do not. What the plan shares
 * becomes a common table expression, unless it is used once or is just a stored table.
 */
public final class SqlWriter {
    private final Dialect dialect;
    private final StoredNames names;
    private final ScalarWriter scalars;
    private final Map<String, Integer> sharedUses;
    private final Map<String, Select> shared = new LinkedHashMap<>();
    private final List<String> commonTables = new ArrayList<>();
    private final UniqueNames commonNames = new UniqueNames(List.of());
    private final Set<String> javaFunctions = new LinkedHashSet<>();
    private final StageWriter stages;
    private final Operators operators = new Operators();

    SqlWriter(Dialect dialect, StoredNames names, Plan plan, StageWriter stages) {
        this.stages = stages;
        this.dialect = dialect;
        this.names = names;
        this.sharedUses = SharedUses.count(plan);
        this.scalars = new ScalarWriter(dialect, this, javaFunctions);
    }

    /**
     * The plan as SQL.
     *
     * @param stageSchema the schema, as SQL, that the tables of stages are in
     * @throws KqlException ({@link Diagnostic.Code#UNSUPPORTED}) if the engine does not run something in it
     */
    public static SqlQuery write(Plan plan, Dialect dialect, StoredNames names, String stageSchema) {
        return write(plan, dialect, names, stageSchema, OptionalLong.empty());
    }

    /** The plan as SQL that gives at most so many rows. */
    public static SqlQuery write(Plan plan, Dialect dialect, StoredNames names, String stageSchema, OptionalLong rows) {
        StageWriter stages = new StageWriter(dialect, names, stageSchema, plan);
        SqlWriter writer = new SqlWriter(dialect, names, plan, stages);
        Select select = writer.select(plan);
        if (rows.isPresent() && !select.isLimited()) {
            select.limit(Fragment.plain(Long.toString(rows.getAsLong())));
        }
        return new SqlQuery(writer.statement(select), plan.columns(), writer.javaFunctions, stages.stages());
    }

    /** The plan as the statement of one stage's input, with the rows in their order. */
    SqlQuery ordered(Plan plan) {
        Select select = select(plan);
        if (select.order().isEmpty() && !select.isLimited()) {
            select.order(select.rowOrder());
        }
        return new SqlQuery(statement(select), plan.columns(), javaFunctions);
    }

    /**
     * A scalar over parameters as a statement of one row; the parameters stand in it in their order.
     *
     * @param locatesAddresses as {@link StoredNames#locatesAddresses()}
     */
    public static SqlQuery calculation(
            Plan.Assignment value, List<Column> parameters, Dialect dialect, boolean locatesAddresses) {
        Plan nothing = new Plan.Values(List.of(), List.of());
        StoredNames names = StoredNames.none(locatesAddresses);
        StageWriter stages = new StageWriter(dialect, names, "", nothing);
        SqlWriter writer = new SqlWriter(dialect, names, nothing, stages);
        String items = parameters.stream()
                .map(p -> "?::" + dialect.type(p.type()) + " AS " + dialect.identifier(p.name()))
                .collect(Collectors.joining(", "));
        Select select = new Select(parameters.isEmpty() ? null : "(SELECT " + items + ")");
        Map<String, Fragment> scope = new LinkedHashMap<>();
        parameters.forEach(p -> scope.put(p.name(), Fragment.plain(dialect.identifier(p.name()))));
        select.column(value.column(), writer.scalars.value(value.value(), scope));
        return new SqlQuery(writer.statement(select), List.of(value.column()), writer.javaFunctions);
    }

    private String statement(Select select) {
        String body = text(select);
        return SubqueryDepth.checked(
                commonTables.isEmpty() ? body : "WITH " + String.join(",\n", commonTables) + "\n" + body);
    }

    boolean locatesAddresses() {
        return names.locatesAddresses();
    }

    /** The plan's first column as a subquery's text. */
    String firstColumn(Plan plan, boolean firstRow) {
        Select select = select(plan);
        if (firstRow && select.isLimited()) {
            select = wrap(select);
        }
        if (select.columns().size() > 1) {
            Column first = select.columns().get(0);
            select = select.isDistinct() ? wrap(select) : select;
            select.with(List.of(first), List.of(select.values().get(first.name())));
        }
        if (firstRow) {
            select.limit(Fragment.plain("1"));
        }
        return text(select);
    }

    private Select select(Plan plan) {
        return plan.accept(operators);
    }

    /** Each operator as a select; those that take more than a line have a method or a writer of their own. */
    private final class Operators implements PlanVisitor<Select> {
        @Override
        public Select visit(Plan.Scan scan) {
            return scan(scan);
        }

        @Override
        public Select visit(Plan.ExternalData external) {
            return new ExternalDataWriter(dialect, scalars, names).write(external);
        }

        @Override
        public Select visit(Plan.Values values) {
            return values(values);
        }

        @Override
        public Select visit(Plan.Range range) {
            return range(range);
        }

        @Override
        public Select visit(Plan.Filter filter) {
            return filter(filter);
        }

        @Override
        public Select visit(Plan.Project project) {
            return project(project);
        }

        @Override
        public Select visit(Plan.Aggregate aggregate) {
            return aggregate(aggregate);
        }

        @Override
        public Select visit(Plan.Limit limit) {
            return limit(limit);
        }

        @Override
        public Select visit(Plan.LimitPerKey limit) {
            return new RowNumberWriter(scalars).first(limit, wrap(select(limit.input())));
        }

        @Override
        public Select visit(Plan.Numbered numbered) {
            return RowNumberWriter.numbered(numbered, wrap(select(numbered.input())));
        }

        @Override
        public Select visit(Plan.Sort sort) {
            return sort(sort);
        }

        @Override
        public Select visit(Plan.Join join) {
            return new JoinWriter(dialect, scalars).write(join, select(join.left()), select(join.right()));
        }

        @Override
        public Select visit(Plan.Union union) {
            return union(union);
        }

        @Override
        public Select visit(Plan.MvExpand expand) {
            return new ExpandWriter(dialect, scalars)
                    .write(expand, open(select(expand.input()), expandSources(expand)));
        }

        @Override
        public Select visit(Plan.Parse parse) {
            return new ParseWriter(dialect, scalars).write(parse, open(select(parse.input()), List.of(parse.source())));
        }

        @Override
        public Select visit(Plan.Shared plan) {
            return stages.rows(plan).orElseGet(() -> shared(plan));
        }

        @Override
        public Select visit(Plan.Stage stage) {
            return stages.rows(stage);
        }

        @Override
        public Select visit(Plan.Serialize serialize) {
            return serialize(serialize);
        }

        @Override
        public Select visit(Plan.Window window) {
            return window(window);
        }
    }

    private Select scan(Plan.Scan scan) {
        StoredNames.Location location = names.table(scan.table().name()).orElse(null);
        if (location == null) {
            return nothing(scan.columns());
        }
        Select select = Select.fromTable(location.sql());
        boolean whole = true;
        for (Column column : scan.columns()) {
            String stored = location.columns().get(column.name());
            whole &= stored != null;
            select.column(column, Fragment.plain(stored == null ? absent(column.type()) : stored));
        }
        return whole ? select : wrap(select);
    }

    private String absent(KqlType type) {
        return dialect.literal(new Scalar.Constant(type, type == KqlType.STRING ? "" : null));
    }

    private Select values(Plan.Values values) {
        if (values.rows().isEmpty()) {
            return nothing(values.columns());
        }
        if (values.rows().size() == 1) {
            Select one = new Select(null);
            for (int i = 0; i < values.columns().size(); i++) {
                one.column(
                        values.columns().get(i),
                        scalars.value(values.rows().get(0).get(i), Map.of()));
            }
            return one;
        }
        String rows = values.rows().stream()
                .map(row -> row.stream()
                        .map(scalar -> scalars.value(scalar, Map.of()).text())
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(",\n  "));
        UniqueNames unique = new UniqueNames(List.of());
        List<String> aliases = values.columns().stream()
                .map(c -> dialect.identifier(unique.claim(c.name())))
                .toList();
        Select select = new Select("(VALUES\n  " + rows + "\n) AS rows(" + String.join(", ", aliases) + ")");
        for (int i = 0; i < aliases.size(); i++) {
            select.column(values.columns().get(i), Fragment.plain(aliases.get(i)));
        }
        return select;
    }

    private Select range(Plan.Range range) {
        String name = dialect.identifier(range.column().name());
        Fragment from = scalars.value(range.from(), Map.of());
        Fragment to = scalars.value(range.to(), Map.of());
        Fragment step = step(range.step());
        boolean real = range.column().type() == KqlType.REAL;
        String series = real
                ? "0, floor((" + to.operand() + " - " + from.operand() + ") / " + step.operand() + ")::BIGINT"
                : from + ", " + to + ", " + step;
        Fragment element = Fragment.plain(name);
        // In FROM, DuckDB makes the rows one by one; there it takes constants only.
        String source = List.of(range.from(), range.to(), range.step()).stream().allMatch(Scalars::isConstant)
                ? "generate_series(" + series + ") AS steps(" + name + ")"
                : "(SELECT unnest(generate_series(" + series + ")) AS " + name + ")";
        return new Select(source)
                .column(
                        range.column(),
                        real ? Fragment.operation(from.operand() + " + " + element + " * " + step.operand()) : element);
    }

    /** One that is computed may turn out to be 0, which the compiler could not see. */
    private Fragment step(Scalar step) {
        Fragment value = scalars.value(step, Map.of());
        return Scalars.isConstant(step)
                ? value
                : Fragment.plain("CASE WHEN " + value.operand()
                        + " = 0 THEN error('range: the step is 0, with which it would not get from its start') ELSE "
                        + value
                        + " END");
    }

    private Select filter(Plan.Filter filter) {
        Select select = select(filter.input());
        if (select.isLimited()
                || select.isDistinct()
                || select.isWindowed()
                || !canRewrite(select, List.of(filter.predicate()))) {
            select = wrap(select);
        }
        for (Scalar conjunct : conjuncts(filter.predicate())) {
            select.where(scalars.truth(conjunct, select.values()));
        }
        return select;
    }

    private static List<Scalar> conjuncts(Scalar predicate) {
        if (predicate instanceof Scalar.Call call && call.function().equals("and")) {
            return call.arguments().stream().flatMap(a -> conjuncts(a).stream()).toList();
        }
        return List.of(predicate);
    }

    private Select project(Plan.Project project) {
        List<Scalar> values =
                project.assignments().stream().map(Plan.Assignment::value).toList();
        Select select = select(project.input());
        // Without an aggregate among its columns, a SELECT without keys would be no aggregation any more.
        boolean forgetsAggregates =
                select.isAggregated() && Scalars.columnUses(values).isEmpty();
        if (forgetsAggregates || select.isDistinct() || !canRewrite(select, values)) {
            select = wrap(select);
        }
        Map<String, Fragment> scope = select.values();
        List<Fragment> fragments =
                values.stream().map(value -> scalars.value(value, scope)).toList();
        Select projected = select.with(project.columns(), fragments);
        // ORDER BY prefers a result's name to a column's: with both meaning different things, sort first.
        return orderIsCaptured(projected) ? wrapSorted(project, select(project.input())) : projected;
    }

    private Select wrapSorted(Plan.Project project, Select input) {
        Select wrapped = wrap(input);
        Map<String, Fragment> scope = wrapped.values();
        return wrapped.with(
                project.columns(),
                project.assignments().stream()
                        .map(a -> scalars.value(a.value(), scope))
                        .toList());
    }

    private boolean orderIsCaptured(Select select) {
        Map<String, String> aliases = select.aliases();
        for (OrderKey key : select.order()) {
            for (Map.Entry<String, Fragment> value : select.values().entrySet()) {
                String alias = dialect.identifier(aliases.get(value.getKey()));
                boolean mentioned = key.value()
                        .text()
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains(alias.toLowerCase(java.util.Locale.ROOT));
                if (mentioned && !value.getValue().text().equals(alias)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Select aggregate(Plan.Aggregate aggregate) {
        List<Scalar> inputs = new ArrayList<>();
        aggregate.keys().forEach(key -> inputs.add(key.value()));
        aggregate.aggregations().forEach(a -> inputs.addAll(a.call().arguments()));
        Select select = select(aggregate.input());
        Map<String, Fragment> scope = select.values();
        if (!aggregate.keys().stream().allMatch(k -> isKey(k.value(), scope))) {
            return groupedByColumns(aggregate, select);
        }
        if (select.isLimited()
                || select.isAggregated()
                || select.isDistinct()
                || select.isWindowed()
                || !canRewrite(select, inputs)) {
            select = wrap(select);
        }
        return group(aggregate, select);
    }

    /**
     * Whether the key may stand in GROUP BY as it is. That takes a number for a column's place; and a key of AND is not known
     * again where it stands beside another AND.
     */
    private static boolean isKey(Scalar key, Map<String, Fragment> scope) {
        if (key instanceof Scalar.ColumnReference column) {
            Fragment value = scope.get(column.name());
            return !value.isLiteral() && (key.type() != KqlType.BOOL || value.isPlain());
        }
        return !Scalars.isConstant(key) && key.type() != KqlType.BOOL;
    }

    /** Grouped by keys that are columns first. */
    private Select groupedByColumns(Plan.Aggregate aggregate, Select input) {
        Select wrapped = wrap(input);
        List<Plan.Assignment> keys = new ArrayList<>();
        Select withKeys = new Select(wrapped.from());
        wrapped.columns().forEach(c -> withKeys.column(c, wrapped.values().get(c.name())));
        for (Plan.Assignment key : aggregate.keys()) {
            if (isKey(key.value(), wrapped.values())) {
                keys.add(key);
                continue;
            }
            Column column =
                    new Column("key of " + key.column().name(), key.column().type());
            withKeys.column(column, scalars.value(key.value(), wrapped.values()));
            keys.add(new Plan.Assignment(key.column(), new Scalar.ColumnReference(column.name(), column.type())));
        }
        withKeys.inheritOrder(wrapped.rowOrder());
        return group(new Plan.Aggregate(aggregate.input(), keys, aggregate.aggregations()), wrap(withKeys));
    }

    private Select group(Plan.Aggregate aggregate, Select select) {
        Map<String, Fragment> scope = Map.copyOf(select.values());
        List<OrderKey> order = List.copyOf(select.rowOrder());
        AggregateWriter aggregates = new AggregateWriter(dialect, scalars, scope, order, javaFunctions);
        GroupKeys groups = new GroupKeys(scalars, scope);
        aggregate.keys().forEach(key -> groups.add(key.value()));
        List<Fragment> values = new ArrayList<>(groups.values());
        aggregate.aggregations().forEach(a -> values.add(aggregates.value(a.call())));
        select.groupBy(groups.keys());
        return select.with(aggregate.columns(), values);
    }

    private Select limit(Plan.Limit limit) {
        Select select = select(limit.input());
        if (select.isLimited()) {
            select = wrap(select);
        }
        select.limit(
                Scalars.isConstant(limit.count())
                        ? scalars.shortLiteral(limit.count())
                        : scalars.value(limit.count(), Map.of()));
        return select;
    }

    private Select sort(Plan.Sort sort) {
        List<Scalar> keys = sort.keys().stream().map(Plan.SortKey::value).toList();
        Select select = select(sort.input());
        boolean computed =
                keys.stream().anyMatch(key -> !(key instanceof Scalar.ColumnReference) || isVolatile(select, key));
        Select target = select.isLimited() || select.isDistinct() || (computed && !canRewrite(select, keys))
                ? wrap(select)
                : select;
        if (!target.order().isEmpty() || keys.stream().anyMatch(key -> isVolatile(target, key))) {
            return sorted(wrap(target), sort);
        }
        Select sorted = sorted(target, sort);
        return orderIsCaptured(sorted) ? sorted(wrap(select(sort.input())), sort) : sorted;
    }

    private Select sorted(Select select, Plan.Sort sort) {
        List<OrderKey> keys = new ArrayList<>();
        for (Plan.SortKey key : sort.keys()) {
            if (scalars.value(key.value(), select.values()).isLiteral()) {
                continue; // ORDER BY takes a number for a column's place, and a constant orders nothing.
            }
            if (key.value().type() == KqlType.REAL && key.ascending() == key.nullsFirst()) {
                keys.add(besideNulls(key, select));
            }
            keys.add(new OrderKey(
                    scalars.value(key.value(), select.values()),
                    key.ascending(),
                    key.nullsFirst(),
                    Scalars.isNullable(key.value())));
        }
        select.order(keys);
        return select;
    }

    /**
     * Kusto keeps NaN beside the nulls, at whichever end they are, where engines have it for the greatest of all reals.
     * https://learn.microsoft.com/kusto/query/sort-operator#using-special-floating-point-values
     */
    private OrderKey besideNulls(Plan.SortKey key, Select select) {
        Scalar isNaN = new Scalar.Call("isnan", List.of(key.value()), KqlType.BOOL, new Span(0, 0));
        boolean nullable = Scalars.isNullable(key.value());
        return new OrderKey(scalars.value(isNaN, select.values()), !key.nullsFirst(), key.nullsFirst(), nullable);
    }

    private static boolean isVolatile(Select select, Scalar scalar) {
        return Scalars.columnUses(List.of(scalar)).keySet().stream()
                .anyMatch(name -> select.values().get(name).form() == Fragment.Form.VOLATILE);
    }

    private Select union(Plan.Union union) {
        // Of hundreds of tables that a pattern means, only those that are there can have rows.
        List<Plan> branches =
                union.inputs().stream().filter(input -> !isEmpty(input)).toList();
        if (branches.isEmpty()) {
            return nothing(union.columns());
        }
        List<String> parts = new ArrayList<>();
        Map<String, String> aliases = Map.of();
        for (Plan branch : branches) {
            Select select = select(branch);
            Select all = select.isDistinct() ? wrap(select) : select;
            Map<String, Fragment> own = Map.copyOf(all.values());
            all.with(
                    union.columns(),
                    union.columns().stream()
                            .map(c -> own.getOrDefault(c.name(), Fragment.plain(absent(c.type()))))
                            .toList());
            aliases = all.aliases();
            boolean plain = all.order().isEmpty() && !all.isLimited();
            parts.add(plain ? text(all) : "(\n" + indent(text(all)) + "\n)");
        }
        Select result = new Select("(\n" + indent(String.join("\nUNION ALL\n", parts)) + "\n)");
        for (Column column : union.columns()) {
            result.column(column, Fragment.plain(dialect.identifier(aliases.get(column.name()))));
        }
        return result;
    }

    /** Whether a plan has no rows because its tables are not there. */
    private boolean isEmpty(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            return names.table(scan.table().name()).isEmpty();
        }
        if (plan instanceof Plan.Stage
                || (plan instanceof Plan.Aggregate aggregate && aggregate.keys().isEmpty())) {
            return false;
        }
        boolean ofItsInputsOnly = plan instanceof Plan.Union || plan.inputs().size() == 1;
        return ofItsInputsOnly && plan.inputs().stream().allMatch(this::isEmpty);
    }

    private Select nothing(List<Column> columns) {
        Select none = new Select(null);
        columns.forEach(c -> none.column(c, Fragment.plain(absent(c.type()))));
        none.where(Fragment.plain("false"));
        // DuckDB refuses some constants where it takes columns: to sort by one, to unnest one.
        return wrap(none);
    }

    private Select shared(Plan.Shared plan) {
        if (sharedUses.getOrDefault(plan.id(), 0) < 2 || SharedUses.isFree(plan.input())) {
            return select(plan.input());
        }
        Select table = shared.get(plan.id());
        if (table == null) {
            Select select = select(plan.input());
            String name = dialect.identifier(commonNames.claim(plan.id()));
            commonTables.add(name + " AS MATERIALIZED (\n" + indent(text(select)) + "\n)");
            table = Select.fromTable(name);
            Map<String, String> aliases = select.aliases();
            for (Column column : select.columns()) {
                table.column(column, Fragment.plain(dialect.identifier(aliases.get(column.name()))));
            }
            shared.put(plan.id(), table);
        }
        Select reference = Select.fromTable(table.from());
        Select named = table;
        table.columns().forEach(c -> reference.column(c, named.values().get(c.name())));
        return reference;
    }

    /** The order in which the rows come; nothing asks for it until something depends on it. */
    private Select serialize(Plan.Serialize serialize) {
        Select select = select(serialize.input());
        if (!select.rowOrder().isEmpty()) {
            return select;
        }
        Select source = select.isLimited() || select.isAggregated() || select.isDistinct() ? wrap(select) : select;
        source.inheritOrder(List.of(new OrderKey(Fragment.call("row_number() OVER ()"), true, false, false)));
        source.windowed();
        return source;
    }

    private Select window(Plan.Window window) {
        Select select = select(window.input());
        if (select.rowOrder().isEmpty()) {
            // A range, or rows whose order DuckDB keeps without being told.
            select = serialize(new Plan.Serialize(window.input()));
        }
        boolean closed = select.isLimited()
                || select.isAggregated()
                || select.isDistinct()
                || select.isWindowed()
                || !canRewrite(select, WindowWriter.arguments(window));
        return new WindowWriter(dialect, scalars, window).write(closed ? wrap(select) : select);
    }

    private static List<Scalar> expandSources(Plan.MvExpand expand) {
        return expand.expansions().stream().map(Plan.Expansion::source).toList();
    }

    /** The select, in a subquery unless scalars over it can be computed in it. */
    private Select open(Select select, Collection<Scalar> computed) {
        boolean closed = select.isLimited()
                || select.isAggregated()
                || select.isDistinct()
                || select.isWindowed()
                || !select.order().isEmpty()
                || !canRewrite(select, computed);
        return closed ? wrap(select) : select;
    }

    /** Whether the scalars can be computed where the select's own columns are, without computing these twice. */
    private boolean canRewrite(Select select, Collection<Scalar> values) {
        if (select.isAggregated() && triesSomething(select, values)) {
            return false;
        }
        return Scalars.columnUses(values).entrySet().stream().allMatch(use -> {
            Fragment.Form form = select.values().get(use.getKey()).form();
            return switch (form) {
                case PLAIN, LITERAL -> true;
                case CALL, OPERATION -> use.getValue() == 1;
                case VOLATILE -> false;
            };
        });
    }

    /** Whether the SQL of a scalar has DuckDB's {@code TRY}, which takes no aggregate inside it. */
    private boolean triesSomething(Select select, Collection<Scalar> values) {
        return values.stream()
                .filter(value -> !(value instanceof Scalar.ColumnReference))
                .anyMatch(value -> scalars.value(value, select.values()).text().contains("TRY("));
    }

    /** The select as a subquery of a new one. */
    private Select wrap(Select inner) {
        return wrap(inner, dialect);
    }

    static Select wrap(Select inner, Dialect dialect) {
        if (inner.isBare()) {
            return inner;
        }
        Map<String, String> aliases = inner.aliases();
        UniqueNames names = new UniqueNames(aliases.values());
        Map<String, Fragment> extra = new LinkedHashMap<>();
        List<OrderKey> order = new ArrayList<>();
        for (OrderKey key : inner.rowOrder()) {
            String alias = inner.values().entrySet().stream()
                    .filter(v -> v.getValue().text().equals(key.value().text()))
                    .map(v -> aliases.get(v.getKey()))
                    .findFirst()
                    .orElse(null);
            if (alias == null) {
                alias = names.claim("order " + (extra.size() + 1));
                extra.put(alias, key.value());
            }
            order.add(key.over(Fragment.plain(dialect.identifier(alias))));
        }
        // Window functions have sorted the rows; sorting them again is for whatever is left of them above.
        boolean sortedAbove = inner.isWindowed() && !inner.isLimited();
        String text = sortedAbove ? inner.unordered(dialect, extra) : inner.text(dialect, extra);
        Select outer = new Select("(\n" + indent(text) + "\n)");
        for (Column column : inner.columns()) {
            outer.column(column, Fragment.plain(dialect.identifier(aliases.get(column.name()))));
        }
        if (sortedAbove) {
            outer.order(order);
        } else {
            outer.inheritOrder(order);
        }
        return outer;
    }

    private String text(Select select) {
        return select.text(dialect, Map.of());
    }

    static String indent(String sql) {
        StringBuilder indented = new StringBuilder("  ");
        char quote = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            quote = quote == 0 ? (c == '\'' || c == '"' ? c : 0) : (c == quote ? 0 : quote);
            indented.append(c);
            if (c == '\n' && quote == 0) { // the lines of a text or a name are its own
                indented.append("  ");
            }
        }
        return indented.toString();
    }
}
