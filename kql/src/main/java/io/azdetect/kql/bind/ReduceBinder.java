package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.plan.SimilarTexts;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;

/**
 * {@code reduce}: a stage over the distinct texts and how often each comes, which SQL counts. With {@code kind=source} each
 * row finds its text's group by a join.
 */
final class ReduceBinder {
    private static final double DEFAULT_THRESHOLD = 0.1;
    private static final Column TEXT = new Column(SimilarTexts.TEXT, KqlType.STRING);
    private static final List<Column> GROUP = List.of(
            new Column("Pattern", KqlType.STRING),
            new Column("Count", KqlType.LONG),
            new Column("Representative", KqlType.STRING));

    private final Operator.Reduce reduce;
    private final TabularBinder tables;

    ReduceBinder(Operator.Reduce reduce, TabularBinder tables) {
        this.reduce = reduce;
        this.tables = tables;
    }

    Plan bind(Plan input, ScalarBinder row) {
        Scalar text = row.bind(reduce.value().expression());
        if (text.type() != KqlType.STRING) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "'reduce' groups strings, this is " + text.type().kustoName() + "; convert it with tostring()",
                    reduce.value().expression().span());
        }
        boolean ofEach = reduce.kind().isPresent();
        if (ofEach && !reduce.kind().get().equals("source")) {
            throw bad("'reduce' has no kind but 'source'");
        }
        for (Operator.Property property : reduce.properties()) {
            if (!List.of("threshold", "characters").contains(property.name())) {
                throw bad("'reduce' has no option '" + property.name() + "'; it has threshold and characters");
            }
        }
        SimilarTexts program = new SimilarTexts(threshold(), option("characters"), ofEach, reduce.span());
        Plan.Assignment named = new Plan.Assignment(TEXT, text);
        if (!ofEach) {
            return new Plan.Stage(List.of(counted(input, named)), program, GROUP);
        }
        ColumnNames names = new ColumnNames();
        input.columns().forEach(column -> names.take(column.name()));
        for (Column column : GROUP) {
            if (!names.take(column.name())) {
                throw new KqlException(
                        Code.DUPLICATE_NAME,
                        "'reduce' adds a column '" + column.name() + "', which the rows have already; rename it before",
                        reduce.span());
            }
        }
        Plan rows =
                new Plan.Shared(tables.session().nextSharedId("reduce"), PlanParts.extend(input, TEXT.name(), text));
        Plan groups = new Plan.Stage(
                List.of(counted(rows, Plan.Assignment.same(TEXT))), program, PlanParts.joined(List.of(TEXT), GROUP));
        Scalar key = new Scalar.ColumnReference(TEXT);
        return new Plan.Join(
                rows,
                groups,
                Plan.JoinKind.INNER,
                List.of(new Plan.JoinKey(key, key)),
                PlanParts.unchanged(input.columns()),
                PlanParts.unchanged(GROUP));
    }

    private static Plan counted(Plan input, Plan.Assignment text) {
        return new Plan.Aggregate(
                input, List.of(text), List.of(PlanParts.aggregation(SimilarTexts.COUNT, "count", KqlType.LONG)));
    }

    private double threshold() {
        Optional<String> written = option("threshold");
        if (written.isEmpty()) {
            return DEFAULT_THRESHOLD;
        }
        try {
            double threshold = Double.parseDouble(written.get());
            if (threshold >= 0 && threshold <= 1) {
                return threshold;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw bad("the threshold of 'reduce' is a real from 0 to 1");
    }

    private Optional<String> option(String name) {
        List<String> values = reduce.properties().stream()
                .filter(property -> property.name().equals(name))
                .map(Operator.Property::value)
                .toList();
        if (values.size() > 1) {
            throw bad("'reduce' gets '" + name + "' twice");
        }
        return values.stream().findFirst();
    }

    private KqlException bad(String message) {
        return new KqlException(Code.BAD_ARGUMENTS, message, reduce.span());
    }
}
