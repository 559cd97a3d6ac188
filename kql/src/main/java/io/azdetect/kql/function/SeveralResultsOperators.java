package io.azdetect.kql.function;

import static io.azdetect.kql.function.TabularOperator.declare;

import java.util.List;

/** Operators that end a statement with more results than one. */
final class SeveralResultsOperators {
    static final List<TabularOperator> ALL = List.of(
            declare(
                    "fork",
                    "T | fork [name =] (operators) [name =] (operators) …",
                    "A result for each branch. It ends a statement, and does not stand inside another query.",
                    "range x from 1 to 3 step 1 | fork Large = (where x > 1) Number = (count)",
                    """
                    x:long
                    2
                    3
                    -- then
                    Count:long
                    3
                    """),
            declare(
                    "facet",
                    "T | facet by column, … [with (operators)]",
                    "What the operators make of the rows and, for each column, its values with the rows that have them. It"
                            + " ends a statement, and does not stand inside another query.",
                    "datatable(s: string, n: long) ['a', 1, 'b', 2, 'a', 3] | facet by s with (where n > 2)",
                    """
                    s:string | n:long
                    a        | 3
                    -- then
                    s:string | count_s:long
                    a        | 2
                    b        | 1
                    """));

    private SeveralResultsOperators() {}
}
