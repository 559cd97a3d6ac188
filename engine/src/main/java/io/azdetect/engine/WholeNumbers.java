package io.azdetect.engine;

import io.azdetect.engine.sql.Dialect;
import io.azdetect.engine.sql.DuckDbDialect;
import io.azdetect.kql.KqlException;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Whole numbers wrap at 64 bits in Kusto and are an error in DuckDB. Nearly no query meets one that does, and looking out for
 * it in every sum and product takes a third longer (35 ms for 26, ten million products added up): so a query runs as if there
 * were none, and once more, with arithmetic that wraps, when DuckDB found one.
 *
 * <p>DuckDB's optimizer does away with arithmetic where it can: {@code where x + 1 < 5} would become {@code x < 4}, which
 * finds no such number and is false for the greatest, where Kusto's sum wraps and is true. The dialect's plus in front of a
 * sum, a product or a negative keeps them as they are.
 */
final class WholeNumbers {
    static final Dialect CHECKED = new DuckDbDialect();
    private static final Dialect WRAPPING = DuckDbDialect.wrapping();

    private static final Pattern OVERFLOW = Pattern.compile(
            "(?s).*(?:Overflow in (?:(?:addition|subtraction|multiplication) of INT64|negation of)|INT128 with value \\S+ can't be cast).*");

    private WholeNumbers() {}

    /** The work's result with arithmetic that checks or, where a number grew too large, with arithmetic that wraps. */
    static <T> T wrapped(Function<Dialect, T> work) {
        try {
            return work.apply(CHECKED);
        } catch (KqlException e) {
            if (e.getCause() == null
                    || !OVERFLOW.matcher(String.valueOf(e.getCause().getMessage()))
                            .matches()) {
                throw e;
            }
            return work.apply(WRAPPING);
        }
    }
}
