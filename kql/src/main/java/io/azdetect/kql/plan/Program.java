package io.azdetect.kql.plan;

/**
 * What a {@link Plan.Stage} does to rows in Java, where SQL cannot say it. A program is typed data, like the rest of a plan:
 * it names the columns of its inputs by their Kusto names, and an engine has the code that carries it out.
 */
public sealed interface Program permits SessionStarts {
    /** The program in a few words, for a reader of the plan. */
    String describe();
}
