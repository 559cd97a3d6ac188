package io.azdetect.kql.bind;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code parse} and {@code parse-where}.
 *
 * <p>A pattern that is strict about types captures texts first; the columns are made of them where every conversion
 * succeeds, and are all empty or null where one does not.
 */
final class ParseBinder {
    private ParseBinder() {}

    static Plan bind(Operator.Parse parse, Plan input, ScalarBinder row) {
        ParsePattern pattern = ParsePattern.of(parse);
        Span span = parse.source().span();
        Scalar source = Conversions.to(KqlType.STRING, row.bind(parse.source()), span);
        Plan.Parse whole = new Plan.Parse(input, source, pattern.regex(), pattern.captures(), parse.filter());
        return pattern.isStrict() ? strict(whole, span) : whole;
    }

    private static Plan strict(Plan.Parse parse, Span span) {
        List<Column> texts = new ArrayList<>();
        List<Scalar> values = new ArrayList<>();
        List<Scalar> valid = new ArrayList<>();
        for (Column column : parse.captures()) {
            Column text = new Column("$" + column.name(), KqlType.STRING);
            texts.add(text);
            Scalar value = Conversions.to(column.type(), new Scalar.ColumnReference(text), span);
            values.add(value);
            if (column.type() != KqlType.STRING) {
                valid.add(new Scalar.Call("isnotnull", List.of(value), KqlType.BOOL, span));
            }
        }
        Scalar allValid = valid.size() == 1 ? valid.get(0) : new Scalar.Call("and", valid, KqlType.BOOL, span);
        Plan matched = new Plan.Parse(parse.input(), parse.source(), parse.regex(), texts, parse.filter());
        if (parse.filter()) {
            matched = new Plan.Filter(matched, allValid);
        }
        List<Plan.Assignment> assignments = new ArrayList<>();
        for (Column column : parse.columns()) {
            int capture = parse.captures().indexOf(column);
            Scalar value;
            if (capture < 0) {
                value = new Scalar.ColumnReference(column);
            } else if (parse.filter()) {
                value = values.get(capture);
            } else {
                Scalar nothing = new Scalar.Constant(column.type(), column.type() == KqlType.STRING ? "" : null);
                value = new Scalar.Call("iff", List.of(allValid, values.get(capture), nothing), column.type(), span);
            }
            assignments.add(new Plan.Assignment(column, value));
        }
        return new Plan.Project(matched, assignments);
    }
}
