package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression.BinaryOperator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code * has x}: whether any column of a row is so. Text is looked for in every column's text; {@code ==} compares the
 * columns that have a type to compare with.
 */
final class AnyColumn {
    private AnyColumn() {}

    static Scalar of(BinaryOperator operator, Scalar value, List<Column> columns, Span span) {
        boolean equality = operator == BinaryOperator.EQUAL;
        List<Scalar> tests = new ArrayList<>();
        for (Column column : columns) {
            Scalar cell = new Scalar.ColumnReference(column);
            if (!equality && column.type() != KqlType.STRING && column.type() != KqlType.DYNAMIC) {
                cell = Conversions.to(KqlType.STRING, cell, span);
            }
            if (!equality || isComparable(column.type(), value.type())) {
                tests.add(Operators.binary(operator, cell, value, span));
            }
        }
        if (tests.isEmpty()) {
            if (!columns.isEmpty() && equality) {
                throw new KqlException(
                        Code.WRONG_TYPE,
                        "no column has values to compare with a " + value.type().kustoName(),
                        span);
            }
            return new Scalar.Constant(KqlType.BOOL, false);
        }
        return tests.size() == 1 ? tests.get(0) : Operators.logical("or", tests, span);
    }

    private static boolean isComparable(KqlType column, KqlType value) {
        return column == value
                || column == KqlType.DYNAMIC
                || Conversions.common(column, value).isPresent();
    }
}
