package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.function.AggregateFunction;
import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code summarize}: keys, aggregates, expressions over aggregates, and the columns that {@code *} stands for. */
final class SummarizeBinder {
    private final ScalarBinder row;
    private final ColumnNames names = new ColumnNames();
    private final AggregateCollector collector = new AggregateCollector();
    private final List<Plan.Assignment> keys = new ArrayList<>();
    private final Set<String> keyColumns = new HashSet<>();
    private final List<Plan.Assignment> results = new ArrayList<>();

    private SummarizeBinder(ScalarBinder row) {
        this.row = row;
    }

    static Plan bind(Operator.Summarize summarize, Plan input, ScalarBinder row) {
        return new SummarizeBinder(row).bind(summarize, input);
    }

    private Plan bind(Operator.Summarize summarize, Plan input) {
        List<Runnable> items = new ArrayList<>();
        summarize.keys().forEach(key -> items.add(() -> addKey(key)));
        summarize.aggregates().forEach(aggregate -> items.add(() -> addAggregate(aggregate)));
        row.session().problems.each(items, Runnable::run);
        Plan.Aggregate grouped = new Plan.Aggregate(input, keys, collector.aggregations());
        if (results.isEmpty()) {
            return grouped;
        }
        return named(grouped);
    }

    /** The groups with their final names: in the aggregate itself when every result is an aggregate as it is. */
    private Plan named(Plan.Aggregate grouped) {
        List<Plan.Aggregation> aggregations = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Plan.Assignment result = results.get(i);
            boolean plain = results.size() == grouped.aggregations().size()
                    && result.value() instanceof Scalar.ColumnReference reference
                    && reference
                            .name()
                            .equals(grouped.aggregations().get(i).column().name());
            if (!plain) {
                List<Plan.Assignment> all = new ArrayList<>();
                keys.forEach(key -> all.add(Plan.Assignment.same(key.column())));
                all.addAll(results);
                return new Plan.Project(grouped, all);
            }
            aggregations.add(new Plan.Aggregation(
                    result.column(), grouped.aggregations().get(i).call()));
        }
        return new Plan.Aggregate(grouped.input(), grouped.keys(), aggregations);
    }

    private void addKey(NamedExpression key) {
        for (SeveralColumns.Item item : SeveralColumns.of(key, row)) {
            if (item.value() instanceof Scalar.ColumnReference reference) {
                keyColumns.add(reference.name());
            }
            String name = name(item);
            keys.add(new Plan.Assignment(new Column(name, item.value().type()), item.value()));
        }
    }

    private String name(SeveralColumns.Item item) {
        return item.given()
                .map(this::explicit)
                .orElseGet(() -> item.own()
                        .map(names::unique)
                        .orElseGet(() -> names.numbered(row.session(), row.row().columns())));
    }

    private void addAggregate(NamedExpression item) {
        if (item.expression() instanceof Expression.Call call) {
            switch (call.function().text()) {
                case "arg_max", "arg_min", "argmax", "argmin" -> {
                    addArgument(item, call);
                    return;
                }
                case "take_any", "any" -> {
                    if (call.arguments().size() != 1
                            || isStar(call.arguments().get(0).value())) {
                        addAny(item, call);
                        return;
                    }
                }
                case "percentile", "percentiles", "percentilew", "percentilesw" -> {
                    addPercentiles(item, call);
                    return;
                }
                default -> {
                    // an aggregate with one column, or an expression over aggregates: below
                }
            }
        }
        for (SeveralColumns.Item column : SeveralColumns.of(item, row.collecting(collector))) {
            add(name(column), column.value());
        }
    }

    private void add(String name, Scalar value) {
        results.add(new Plan.Assignment(new Column(name, value.type()), value));
    }

    private String explicit(Name name) {
        if (!names.take(name.text())) {
            throw new KqlException(Code.DUPLICATE_NAME, "two columns would be called '" + name + "'", name.span());
        }
        return name.text();
    }

    static boolean isStar(Expression expression) {
        return expression instanceof Expression.NamePattern pattern
                && pattern.pattern().equals("*");
    }

    /** {@code arg_max(key, values)}: the key's column, then one for each value, all of the same row. */
    private void addArgument(NamedExpression item, Expression.Call call) {
        if (call.arguments().isEmpty()) {
            throw new KqlException(Code.BAD_ARGUMENTS, "'" + call.function() + "' needs what to compare", call.span());
        }
        Expression keyExpression = call.arguments().get(0).value();
        Scalar key = row.bind(keyExpression);
        if (key.type() == KqlType.DYNAMIC || key.type() == KqlType.GUID) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "'" + call.function() + "' cannot compare " + key.type().kustoName(),
                    call.span());
        }
        boolean older = !call.function().text().startsWith("arg_");
        String prefix = call.function().text().substring(older ? "arg".length() : "arg_".length());
        String function = "arg_" + prefix;
        Optional<String> keyName = ColumnNames.of(keyExpression);
        String olderName = prefix + "_" + keyName.orElse("");
        addExtreme(
                function,
                key,
                key,
                nameAt(item, 0).orElseGet(() -> names.unique(older ? olderName : keyName.orElse(prefix + "_"))));
        for (int i = 1; i < call.arguments().size(); i++) {
            Expression.Argument argument = call.arguments().get(i);
            if (isStar(argument.value())) {
                for (Column column : row.row().columns()) {
                    boolean isKey =
                            key instanceof Scalar.ColumnReference r && r.name().equals(column.name());
                    if (!isKey && !keyColumns.contains(column.name())) {
                        addExtreme(
                                function,
                                key,
                                new Scalar.ColumnReference(column),
                                names.unique(older ? olderName + "_" + column.name() : column.name()));
                    }
                }
                continue;
            }
            int place = i;
            String name = nameAt(item, i)
                    .or(() -> argument.name().map(this::explicit))
                    .orElseGet(() -> names.unique(ColumnNames.of(argument.value())
                            .map(own -> older ? olderName + "_" + own : own)
                            .orElse(olderName + "_arg" + place)));
            addExtreme(function, key, row.bind(argument.value()), name);
        }
    }

    private Optional<String> nameAt(NamedExpression item, int place) {
        return place < item.names().size() ? Optional.of(explicit(item.names().get(place))) : Optional.empty();
    }

    private void addExtreme(String function, Scalar key, Scalar value, String name) {
        add(name, collector.add(new Plan.AggregateCall(function, List.of(key, value), value.type())));
    }

    /** {@code take_any(a, b)} or {@code take_any(*)}: several columns of some row. */
    private void addAny(NamedExpression item, Expression.Call call) {
        String prefix = call.function().text().equals("any") ? "any_" : "";
        List<Expression> values = new ArrayList<>();
        for (Expression.Argument argument : call.arguments()) {
            if (isStar(argument.value())) {
                row.row().columns().stream()
                        .filter(c -> !keyColumns.contains(c.name()))
                        .map(c -> new Expression.NameReference(
                                new Name(c.name(), argument.value().span())))
                        .forEach(values::add);
            } else {
                values.add(argument.value());
            }
        }
        // Several columns come from one row, a lone one from a row that has a value: two functions to an engine.
        String function = values.size() > 1 ? "take_any_row" : "take_any";
        for (int i = 0; i < values.size(); i++) {
            Expression value = values.get(i);
            Scalar bound = row.bind(value);
            String name = nameAt(item, i)
                    .orElseGet(() -> names.unique(prefix + ColumnNames.of(value).orElse("")));
            add(name, collector.add(new Plan.AggregateCall(function, List.of(bound), bound.type())));
        }
    }

    /** {@code percentiles(value, 5, 50)}: a column for each percentage, {@code percentile_value_5}. */
    private void addPercentiles(NamedExpression item, Expression.Call call) {
        AggregateFunction function =
                AggregateFunctions.named(call.function().text()).orElseThrow();
        List<Scalar> arguments =
                call.arguments().stream().map(a -> row.bind(a.value())).toList();
        var match = FunctionCalls.Match.of(function.name(), function.signatures(), arguments, call);
        Scalar value = match.arguments().get(0);
        if (value.type() == KqlType.DECIMAL) {
            value = Conversions.to(KqlType.REAL, value, call.span()); // as Kusto does, by its language service
        }
        KqlType type = value.type() == KqlType.INT ? KqlType.LONG : value.type();
        String argument = ColumnNames.firstArgument(call).orElse("");
        boolean weighted = function.name().endsWith("w");
        int first = weighted ? 2 : 1;
        for (int i = first; i < arguments.size(); i++) {
            Percentages.require(arguments.get(i), call);
            Object percentage = ((Scalar.Constant) arguments.get(i)).value();
            String name = nameAt(item, i - first)
                    .orElseGet(() -> names.unique("percentile_" + argument + "_" + Percentages.inName(percentage)));
            List<Scalar> given = weighted
                    ? List.of(value, match.arguments().get(1), match.arguments().get(i))
                    : List.of(value, match.arguments().get(i));
            add(name, collector.add(new Plan.AggregateCall(weighted ? "percentilew" : "percentile", given, type)));
        }
    }
}
