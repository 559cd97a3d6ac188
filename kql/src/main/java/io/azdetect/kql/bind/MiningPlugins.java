package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.CommonPatterns;
import io.azdetect.kql.plan.DifferentPatterns;
import io.azdetect.kql.plan.FrequentPatterns;
import io.azdetect.kql.plan.PatternColumns;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Program;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code autocluster}, {@code basket} and {@code diffpatterns}: stages over the distinct rows and their weights, which SQL
 * finds. An argument {@code '~'} is one that is left out.
 */
final class MiningPlugins {
    private static final double LEAST_THRESHOLD = 0.015;
    private static final double DEFAULT_THRESHOLD = 0.05;
    private static final double DEFAULT_SIZE_WEIGHT = 0.5;
    private static final long DEFAULT_SEEDS = 25;
    private static final long MOST_SEEDS = 1000;
    private static final long BASKET_DIMENSIONS = 5;

    private static final List<Column> SHARE = List.of(
            new Column("SegmentId", KqlType.LONG),
            new Column("Count", KqlType.LONG),
            new Column("Percent", KqlType.REAL));
    private static final List<Column> SHARES = List.of(
            new Column("SegmentId", KqlType.LONG),
            new Column("CountA", KqlType.LONG),
            new Column("CountB", KqlType.LONG),
            new Column("PercentA", KqlType.REAL),
            new Column("PercentB", KqlType.REAL),
            new Column("PercentDiffAB", KqlType.REAL));

    private final PluginCall call;
    private final Optional<Column> weight;
    private final List<Column> mined = new ArrayList<>();

    private MiningPlugins(PluginCall call) {
        this.call = call;
        this.weight = isGiven("WeightColumn") ? Optional.of(call.column("WeightColumn")) : Optional.empty();
        weight.filter(w -> !w.type().isInteger() && w.type() != KqlType.REAL).ifPresent(w -> {
            throw call.wrong("takes weights that are int, long or real, and " + w + " is not");
        });
        call.input().columns().stream()
                .filter(c -> weight.filter(c::equals).isEmpty())
                .forEach(mined::add);
    }

    static Plan autocluster(PluginCall call) {
        MiningPlugins plugin = new MiningPlugins(call);
        plugin.weight.filter(w -> !w.type().isInteger()).ifPresent(w -> {
            throw call.wrong("takes weights that are whole numbers, and " + w + " is none");
        });
        double sizeWeight = plugin.real("SizeWeight", DEFAULT_SIZE_WEIGHT, 0);
        long seeds = plugin.whole("NumSeeds", DEFAULT_SEEDS);
        if (seeds > MOST_SEEDS) {
            throw call.wrong("takes at most " + MOST_SEEDS + " as NumSeeds");
        }
        return plugin.stage(
                SHARE, plugin.weighed(), new CommonPatterns(plugin.cells(), sizeWeight, seeds, call.span()));
    }

    static Plan basket(PluginCall call) {
        MiningPlugins plugin = new MiningPlugins(call);
        double threshold = plugin.real("Threshold", DEFAULT_THRESHOLD, LEAST_THRESHOLD);
        long dimensions = plugin.whole("MaxDimensions", BASKET_DIMENSIONS);
        return plugin.stage(
                SHARE, plugin.weighed(), new FrequentPatterns(plugin.cells(), threshold, dimensions, call.span()));
    }

    static Plan diffpatterns(PluginCall call) {
        MiningPlugins plugin = new MiningPlugins(call);
        Column split = call.column("SplitColumn");
        plugin.mined.remove(split);
        String a = (String) call.constant("SplitValueA", KqlType.STRING);
        String b = (String) call.constant("SplitValueB", KqlType.STRING);
        if (a.equals(b)) {
            throw call.wrong("compares two parts, and SplitValueA and SplitValueB are the same");
        }
        double threshold = plugin.real("Threshold", DEFAULT_THRESHOLD, LEAST_THRESHOLD);
        long dimensions = plugin.whole("MaxDimensions", Long.MAX_VALUE);
        return plugin.stage(
                SHARES,
                plugin.split(split, a, b),
                new DifferentPatterns(plugin.cells(), a, b, threshold, dimensions, call.span()));
    }

    private boolean isGiven(String parameter) {
        return call.has(parameter)
                && !(call.expression(parameter) instanceof Expression.Literal literal && "~".equals(literal.value()));
    }

    private double real(String parameter, double otherwise, double least) {
        if (!isGiven(parameter)) {
            return otherwise;
        }
        Scalar bound = call.scalar(parameter);
        Scalar value = bound.type().isInteger() ? Conversions.to(KqlType.REAL, bound, call.span()) : bound;
        if (value instanceof Scalar.Constant constant
                && constant.value() instanceof Double number
                && number >= least
                && number <= 1) {
            return number;
        }
        throw call.wrong("takes a constant real from " + least + " to 1 as " + parameter);
    }

    private long whole(String parameter, long otherwise) {
        if (!isGiven(parameter)) {
            return otherwise;
        }
        long value = (Long) call.constant(parameter, KqlType.LONG);
        if (value < 1) {
            throw call.wrong("takes a whole number from 1 on as " + parameter);
        }
        return value;
    }

    /** What stands in each column for any value: a custom wildcard is for the columns of its type. */
    private PatternColumns cells() {
        Map<KqlType, Scalar.Constant> wildcards = new EnumMap<>(KqlType.class);
        for (Expression expression : call.expressions("CustomWildcard")) {
            Scalar bound = call.tables().scalars(Row.NONE).bind(expression);
            if (!(bound instanceof Scalar.Constant wildcard)) {
                throw new KqlException(Code.NOT_CONSTANT, "a CustomWildcard is a constant", expression.span());
            }
            boolean isDefault = "~".equals(wildcard.value());
            if (!isDefault && wildcards.put(wildcard.type(), wildcard) != null) {
                throw call.wrong("gets two wildcards of type " + wildcard.type().kustoName());
            }
        }
        return new PatternColumns(call.input().columns().stream()
                .map(column -> new PatternColumns.Cell(
                        column, mined.contains(column), wildcards.getOrDefault(column.type(), (Scalar.Constant)
                                PlanParts.absent(column.type()))))
                .toList());
    }

    /** The distinct rows of what is mined, each with the sum of its weights. */
    private Plan weighed() {
        Plan rows = new Plan.Project(call.input(), PlanParts.joined(minedAsTheyAre(), List.of(weightOfRow())));
        return new Plan.Aggregate(
                rows, minedAsTheyAre(), List.of(sum(PatternColumns.WEIGHT, PatternColumns.WEIGHT), leastWeight()));
    }

    /** The same, with the sums of the weights in both parts, and without the rows that are in neither. */
    private Plan split(Column split, String a, String b) {
        Scalar part = Conversions.to(KqlType.STRING, new Scalar.ColumnReference(split), call.span());
        Scalar inA = PlanParts.call("==", KqlType.BOOL, call.span(), part, PlanParts.text(a));
        Scalar inB = PlanParts.call("==", KqlType.BOOL, call.span(), part, PlanParts.text(b));
        Plan both = PlanParts.where(call.input(), PlanParts.call("or", KqlType.BOOL, call.span(), inA, inB));
        Plan.Assignment row = weightOfRow();
        Scalar none = new Scalar.Constant(KqlType.REAL, 0.0);
        Plan rows = new Plan.Project(
                both,
                PlanParts.joined(
                        minedAsTheyAre(),
                        List.of(
                                row,
                                PlanParts.computed(
                                        DifferentPatterns.WEIGHT_A,
                                        PlanParts.call("iff", KqlType.REAL, call.span(), inA, row.value(), none)),
                                PlanParts.computed(
                                        DifferentPatterns.WEIGHT_B,
                                        PlanParts.call("iff", KqlType.REAL, call.span(), inB, row.value(), none)))));
        return new Plan.Aggregate(
                rows,
                minedAsTheyAre(),
                List.of(
                        sum(DifferentPatterns.WEIGHT_A, DifferentPatterns.WEIGHT_A),
                        sum(DifferentPatterns.WEIGHT_B, DifferentPatterns.WEIGHT_B),
                        leastWeight()));
    }

    private List<Plan.Assignment> minedAsTheyAre() {
        return mined.stream().map(Plan.Assignment::same).toList();
    }

    private Plan.Assignment weightOfRow() {
        return PlanParts.computed(
                PatternColumns.WEIGHT,
                weight.map(w -> Conversions.to(KqlType.REAL, new Scalar.ColumnReference(w), call.span()))
                        .orElse(new Scalar.Constant(KqlType.REAL, 1.0)));
    }

    private static Plan.Aggregation sum(String column, String of) {
        return PlanParts.aggregation(column, "sum", KqlType.REAL, new Scalar.ColumnReference(of, KqlType.REAL));
    }

    private static Plan.Aggregation leastWeight() {
        return PlanParts.aggregation(
                PatternColumns.LEAST_WEIGHT,
                "min",
                KqlType.REAL,
                new Scalar.ColumnReference(PatternColumns.WEIGHT, KqlType.REAL));
    }

    private Plan stage(List<Column> before, Plan rows, Program program) {
        ColumnNames names = new ColumnNames();
        before.forEach(column -> names.take(column.name()));
        for (Column column : call.input().columns()) {
            if (!names.take(column.name())) {
                throw call.wrong(
                        "adds a column '" + column.name() + "', which the input has already; rename it before");
            }
        }
        List<Column> columns = PlanParts.joined(before, call.input().columns());
        Plan patterns = mined.isEmpty() ? PlanParts.nothing(columns) : new Plan.Stage(List.of(rows), program, columns);
        return EvaluateBinder.checked(call, patterns);
    }
}
