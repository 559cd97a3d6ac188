package io.azdetect.kql.plan;

import io.azdetect.kql.schema.Column;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a {@link Plan.Stage} does to rows in Java, where SQL cannot say it. A program is typed data, like the rest of a plan:
 * it names the columns of its inputs by their Kusto names, and an engine has the code that carries it out.
 */
public sealed interface Program
        permits ScanSteps,
                SchemaMerge,
                SessionStarts,
                FrequentPatterns,
                CommonPatterns,
                DifferentPatterns,
                SimilarTexts {
    /** The program in a few words, for a reader of the plan. */
    String describe();

    /** The same program with other scalars of the same types. */
    default Program map(UnaryOperator<Scalar> change) {
        return this;
    }

    /** The stage with what it need not read or give left out, where nothing but these columns of it is read. */
    default Plan.Stage narrowed(Plan.Stage stage, Set<String> needed) {
        return stage;
    }

    /**
     * The stage for many row sets at once: each combination of values of the keys is one of its own. Empty when the program
     * cannot.
     *
     * @param input the stage's input with columns more; rows with equal keys lie side by side
     * @param along columns of it that the result has, too: the keys, and what has one value for each combination of them
     */
    default Optional<Plan.Stage> perKey(Plan.Stage stage, Plan input, List<String> keys, List<Column> along) {
        return Optional.empty();
    }
}
