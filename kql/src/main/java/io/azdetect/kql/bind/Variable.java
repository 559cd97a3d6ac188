package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.syntax.Statement;

/** What a name stands for that a {@code let} statement, a parameter or {@code as} has introduced. */
sealed interface Variable {
    /**
     * A scalar.
     *
     * @param row the row that it refers to when it was an argument like {@code f(Column)}; null when it refers to none
     */
    record OfScalar(Scalar value, Row row) implements Variable {
        /** A value that was bound over a row, on which it may depend. */
        static OfScalar over(Row row, Scalar value) {
            return new OfScalar(value, isOfNoRow(value) ? null : row);
        }

        private static boolean isOfNoRow(Scalar value) {
            if (value instanceof Scalar.Call call) {
                return call.arguments().stream().allMatch(OfScalar::isOfNoRow);
            }
            return value instanceof Scalar.Constant || value instanceof Scalar.Subquery;
        }
    }

    /** A table. */
    record OfTable(Plan plan) implements Variable {}

    /** A pattern, with the names that it sees. */
    record OfPattern(Statement.DeclarePattern declaration, Scope scope) implements Variable {}

    /** A function, with the names that it sees: those introduced before it. */
    record OfFunction(Statement.LetFunction declaration, Scope scope) implements Variable {}
}
