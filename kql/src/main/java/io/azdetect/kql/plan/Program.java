package io.azdetect.kql.plan;

import java.util.Set;

/**
 * What a {@link Plan.Stage} does to rows in Java, where SQL cannot say it. A program is typed data, like the rest of a plan:
 * it names the columns of its inputs by their Kusto names, and an engine has the code that carries it out.
 */
public sealed interface Program permits ScanSteps, SessionStarts {
    /** The program in a few words, for a reader of the plan. */
    String describe();

    /** The stage with what it need not read or give left out, where nothing but these columns of it is read. */
    default Plan.Stage narrowed(Plan.Stage stage, Set<String> needed) {
        return stage;
    }
}
