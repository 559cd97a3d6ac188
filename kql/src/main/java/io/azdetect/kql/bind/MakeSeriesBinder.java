package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Expression.BinaryOperator;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code make-series}: aggregates in bins along an axis, as arrays with a default where a bin has no row.
 *
 * <p>The rows are summarized by the keys and the number of their bin, counted from where the series starts; then the bins of
 * each combination of keys are gathered into one array of numbers and one of values for each aggregate, and functions of the
 * engine ({@code series_axis}, {@code series_values}) put the values in their places.
 */
final class MakeSeriesBinder {
    private static final Column BIN = new Column("series: bin", KqlType.LONG);
    private static final Column BINS = new Column("series: bins", KqlType.DYNAMIC);
    private static final Column FIRST = new Column("series: first", KqlType.LONG);
    private static final Column LAST = new Column("series: last", KqlType.LONG);

    private final Operator.MakeSeries series;
    private final Plan input;
    private final ScalarBinder outside;
    private final Span span;
    private final Scalar axis;
    private final Scalar step;
    private final Optional<Scalar> from;
    private final Optional<Scalar> to;

    private MakeSeriesBinder(Operator.MakeSeries series, Plan input, ScalarBinder row, TabularBinder tables) {
        this.series = series;
        this.input = input;
        this.outside = tables.scalars(Row.NONE);
        this.span = series.span();
        Scalar boundAxis = row.bind(series.axis().expression());
        Scalar boundStep = outside.bind(series.step());
        KqlType type = axisType(boundAxis, boundStep);
        this.axis = Conversions.to(type, boundAxis, span);
        this.step = Conversions.to(type == KqlType.DATETIME ? KqlType.TIMESPAN : type, boundStep, span);
        if (step instanceof Scalar.Constant constant
                && (constant.value() == null || ((Number) constant.value()).doubleValue() <= 0)) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "the step has to be above zero",
                    series.step().span());
        }
        this.from = series.from().map(e -> bound(e, type));
        this.to = series.to().map(e -> bound(e, type));
    }

    static Plan bind(Operator.MakeSeries series, Plan input, ScalarBinder row, TabularBinder tables) {
        return new MakeSeriesBinder(series, input, row, tables).plan(tables);
    }

    private KqlType axisType(Scalar boundAxis, Scalar boundStep) {
        KqlType type = boundAxis.type();
        boolean numbers =
                type.isNumeric() && type != KqlType.DECIMAL && boundStep.type().isNumeric();
        if (numbers) {
            KqlType widest = Conversions.widest(type, boundStep.type());
            for (Optional<Expression> side : List.of(series.from(), series.to())) {
                KqlType other = side.map(e -> outside.bind(e).type()).orElse(widest);
                widest = other.isNumeric() ? Conversions.widest(widest, other) : widest;
            }
            return widest.isInteger() ? KqlType.LONG : KqlType.REAL;
        }
        boolean time = type == KqlType.DATETIME || type == KqlType.TIMESPAN;
        if (time && boundStep.type() == KqlType.TIMESPAN) {
            return type;
        }
        throw new KqlException(
                Code.WRONG_TYPE,
                "make-series goes along a datetime or timespan in steps of a timespan, or along numbers in steps of a"
                        + " number; these are " + type.kustoName() + " and "
                        + boundStep.type().kustoName(),
                span);
    }

    private Scalar bound(Expression expression, KqlType type) {
        Scalar value = outside.bind(expression);
        if (value.type() != type && !(value.type().isNumeric() && type.isNumeric())) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "the axis is " + type.kustoName() + ", and this is "
                            + value.type().kustoName(),
                    expression.span());
        }
        return Conversions.to(type, value, expression.span());
    }

    private Plan plan(TabularBinder tables) {
        boolean nonempty = nonempty();
        Plan binned = PlanParts.extend(PlanParts.where(input, inside()), BIN.name(), bin());
        Plan summarized = summarized(binned, tables);
        int keyCount = summarized.columns().indexOf(BIN);
        List<Column> keys = summarized.columns().subList(0, keyCount);
        List<Column> values =
                summarized.columns().subList(keyCount + 1, summarized.columns().size());
        if (values.size() != series.aggregates().size()) {
            throw new KqlException(Code.BAD_ARGUMENTS, "make-series takes aggregates of one column each", span);
        }
        values.forEach(this::requireNumber);
        Plan sorted = new Plan.Sort(summarized, List.of(new Plan.SortKey(new Scalar.ColumnReference(BIN), true, true)));
        Plan gathered = gathered(sorted, keys, values, nonempty);
        return result(
                gathered,
                keys,
                values,
                gathered.columns().subList(keyCount, gathered.columns().size()));
    }

    private boolean nonempty() {
        String kind = series.parameters().get("kind");
        for (String parameter : series.parameters().keySet()) {
            if (!parameter.equals("kind") && !parameter.startsWith("hint")) {
                throw new KqlException(Code.SYNTAX, "make-series has no parameter '" + parameter + "'", span);
            }
        }
        if (kind != null && !kind.equals("nonempty")) {
            throw new KqlException(Code.BAD_ARGUMENTS, "the only kind of make-series is 'nonempty'", span);
        }
        // Without keys the series of no rows is one of defaults; which keys it would have otherwise, Kusto does not
        // say.
        return kind != null && series.keys().isEmpty() && from.isPresent() && to.isPresent();
    }

    /** Whether a row is on the axis and within the bounds. */
    private Scalar inside() {
        List<Scalar> conditions = new ArrayList<>();
        conditions.add(PlanParts.call("isnotnull", KqlType.BOOL, span, axis));
        from.ifPresent(f -> conditions.add(PlanParts.call(">=", KqlType.BOOL, span, axis, f)));
        to.ifPresent(t -> conditions.add(PlanParts.call(series.range() ? "<=" : "<", KqlType.BOOL, span, axis, t)));
        return conditions.size() == 1 ? conditions.get(0) : new Scalar.Call("and", conditions, KqlType.BOOL, span);
    }

    /** Where bins are counted from: the start, or else nought, so that they begin at multiples of the step. */
    private Scalar origin() {
        return series.range() || from.isEmpty() ? new Scalar.Constant(axis.type(), nought()) : from.get();
    }

    private Object nought() {
        return axis.type() == KqlType.REAL ? (Object) 0.0 : (Object) 0L;
    }

    private Scalar bin() {
        return binOf(axis);
    }

    private Scalar binOf(Scalar value) {
        return PlanParts.call("series_bin", KqlType.LONG, span, value, origin(), step);
    }

    private Plan summarized(Plan binned, TabularBinder tables) {
        List<NamedExpression> keys = new ArrayList<>(series.keys());
        keys.add(new NamedExpression(List.of(), new Expression.NameReference(new Name(BIN.name(), span))));
        Operator.Summarize summarize = new Operator.Summarize(
                series.aggregates().stream()
                        .map(Operator.SeriesAggregate::aggregate)
                        .toList(),
                keys,
                span);
        return SummarizeBinder.bind(summarize, binned, tables.scalars(new Row(binned.columns())));
    }

    private void requireNumber(Column value) {
        if (!value.type().isNumeric() && value.type() != KqlType.TIMESPAN) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "make-series makes arrays of numbers, and '" + value.name() + "' is "
                            + value.type().kustoName(),
                    span);
        }
    }

    private Plan gathered(Plan sorted, List<Column> keys, List<Column> values, boolean nonempty) {
        Scalar bin = new Scalar.ColumnReference(BIN);
        List<Plan.Aggregation> arrays = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            arrays.add(PlanParts.aggregation(
                    "series: values " + i,
                    "make_list_with_nulls",
                    KqlType.DYNAMIC,
                    new Scalar.ColumnReference(values.get(i))));
        }
        arrays.add(PlanParts.aggregation(BINS.name(), "make_list_with_nulls", KqlType.DYNAMIC, bin));
        arrays.add(PlanParts.aggregation(FIRST.name(), "min", KqlType.LONG, bin));
        arrays.add(PlanParts.aggregation(LAST.name(), "max", KqlType.LONG, bin));
        Plan gathered = new Plan.Aggregate(
                sorted, keys.stream().map(Plan.Assignment::same).toList(), arrays);
        return nonempty || !keys.isEmpty()
                ? gathered
                : PlanParts.where(
                        gathered, PlanParts.call("isnotnull", KqlType.BOOL, span, new Scalar.ColumnReference(FIRST)));
    }

    private Plan result(Plan gathered, List<Column> keys, List<Column> values, List<Column> arrays) {
        Scalar first = from.map(this::binOf).orElse(new Scalar.ColumnReference(FIRST));
        Scalar last = to.map(this::lastBin).orElse(new Scalar.ColumnReference(LAST));
        ColumnNames names = new ColumnNames();
        List<Plan.Assignment> columns = new ArrayList<>();
        for (Column key : keys) {
            names.take(key.name());
            columns.add(Plan.Assignment.same(key));
        }
        for (int i = 0; i < values.size(); i++) {
            names.take(values.get(i).name());
            columns.add(PlanParts.computed(
                    values.get(i).name(),
                    PlanParts.call(
                            "series_values",
                            KqlType.DYNAMIC,
                            span,
                            new Scalar.ColumnReference(BINS),
                            new Scalar.ColumnReference(arrays.get(i)),
                            first,
                            last,
                            fallback(series.aggregates().get(i), values.get(i).type()))));
        }
        columns.add(PlanParts.computed(
                axisName(names), PlanParts.call("series_axis", KqlType.DYNAMIC, span, origin(), step, first, last)));
        return new Plan.Project(gathered, columns);
    }

    private String axisName(ColumnNames names) {
        NamedExpression named = series.axis();
        String name = named.name()
                .map(Name::text)
                .or(() -> ColumnNames.of(named.expression()))
                .orElseGet(() -> names.numbered(outside.session(), input.columns()));
        if (named.name().isPresent() || ColumnNames.of(named.expression()).isPresent()) {
            if (!names.take(name)) {
                throw new KqlException(Code.DUPLICATE_NAME, "two columns would be called '" + name + "'", span);
            }
        }
        return name;
    }

    /** The last bin that begins before the end, or not behind it in {@code in range()}. */
    private Scalar lastBin(Scalar end) {
        if (series.range()) {
            return binOf(end);
        }
        // The bin of the end itself counts only if it begins before it: -bin(-x) rounds up, and one less is the last.
        Scalar mirrored = PlanParts.call("series_bin", KqlType.LONG, span, origin(), end, step);
        return Operators.binary(
                BinaryOperator.SUBTRACT,
                Operators.negated(mirrored, span),
                new Scalar.Constant(KqlType.LONG, 1L),
                span);
    }

    /** What stands where a bin has no row: 0 if the query does not say, a real one among reals. */
    private Scalar fallback(Operator.SeriesAggregate aggregate, KqlType type) {
        Scalar value = aggregate
                .fallback()
                .map(outside::bind)
                .orElse(new Scalar.Constant(type == KqlType.TIMESPAN ? type : KqlType.LONG, 0L));
        return type == KqlType.REAL && value.type().isInteger() ? Conversions.to(type, value, span) : value;
    }
}
