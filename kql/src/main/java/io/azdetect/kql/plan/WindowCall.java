package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A window function of Kusto's over rows in order: what it gives depends on the rows before or behind.
 *
 * <p>Where {@code restart} is true, the function begins anew with that row; null counts as false.
 */
public sealed interface WindowCall {
    KqlType type();

    /** The scalars over the input's row that the function reads. */
    List<Scalar> arguments();

    /** The same function over other arguments, in the order of {@link #arguments()}. */
    WindowCall withArguments(List<Scalar> arguments);

    /** {@code row_number}: {@code start}, {@code start + 1}, …. */
    record RowNumber(long start, Optional<Scalar> restart) implements WindowCall {
        @Override
        public KqlType type() {
            return KqlType.LONG;
        }

        @Override
        public List<Scalar> arguments() {
            return restart.stream().toList();
        }

        @Override
        public WindowCall withArguments(List<Scalar> arguments) {
            return new RowNumber(start, arguments.stream().findFirst());
        }
    }

    /** {@code row_cumsum}: the sum of the term over the rows up to this one; a null adds nothing. */
    record RunningSum(Scalar term, Optional<Scalar> restart) implements WindowCall {
        public RunningSum {
            requireNonNull(term, "term");
        }

        @Override
        public KqlType type() {
            return term.type();
        }

        @Override
        public List<Scalar> arguments() {
            return Stream.concat(Stream.of(term), restart.stream()).toList();
        }

        @Override
        public WindowCall withArguments(List<Scalar> arguments) {
            return new RunningSum(arguments.get(0), arguments.stream().skip(1).findFirst());
        }
    }

    /**
     * {@code row_rank_dense} and {@code row_rank_min}: it begins at 1 and changes where the term is another than in the row
     * before.
     *
     * @param dense whether it then grows by one, or else becomes the row's number
     */
    record Rank(Scalar term, boolean dense, Optional<Scalar> restart) implements WindowCall {
        public Rank {
            requireNonNull(term, "term");
        }

        @Override
        public KqlType type() {
            return KqlType.LONG;
        }

        @Override
        public List<Scalar> arguments() {
            return Stream.concat(Stream.of(term), restart.stream()).toList();
        }

        @Override
        public WindowCall withArguments(List<Scalar> arguments) {
            return new Rank(arguments.get(0), dense, arguments.stream().skip(1).findFirst());
        }
    }

    /**
     * {@code prev} and {@code next}: the value in another row, or the default where there is no such row.
     *
     * @param offset how many rows further down, so that {@code prev} has it negative
     * @param fallback the default, of the value's type
     */
    record Neighbour(Scalar value, long offset, Scalar fallback) implements WindowCall {
        public Neighbour {
            if (value.type() != fallback.type()) {
                throw new IllegalArgumentException(value.type() + " or else " + fallback.type());
            }
        }

        @Override
        public KqlType type() {
            return value.type();
        }

        @Override
        public List<Scalar> arguments() {
            return List.of(value, fallback);
        }

        @Override
        public WindowCall withArguments(List<Scalar> arguments) {
            return new Neighbour(arguments.get(0), offset, arguments.get(1));
        }
    }

    /** The same function over changed arguments. */
    default WindowCall map(UnaryOperator<Scalar> change) {
        return withArguments(arguments().stream().map(change).toList());
    }
}
