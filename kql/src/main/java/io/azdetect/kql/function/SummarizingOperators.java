package io.azdetect.kql.function;

import static io.azdetect.kql.function.TabularOperator.declare;

import java.util.List;

/** One row for many. */
final class SummarizingOperators {
    static final List<TabularOperator> ALL = List.of(
            declare(
                    "summarize",
                    "T | summarize [name =] aggregate, … [by [name =] key, …]",
                    "A row for each combination of the keys' values, with aggregates of its rows.",
                    "datatable(s: string, x: long) ['a', 1, 'a', 2, 'b', 5] | summarize sum(x) by s",
                    """
                    s:string | sum_x:long
                    a        | 3
                    b        | 5
                    """),
            declare(
                    "make-series",
                    """
                    T | make-series [name =] aggregate [default = value], … on axis [from start] [to end] step step [by key, …]
                    T | make-series [name =] aggregate [default = value], … on axis in range(start, stop, step) [by key, …]
                    """,
                    "Arrays of aggregates in bins along an axis, a row for each combination of keys, with a default in bins"
                            + " without rows.",
                    "datatable(n: long) [1, 1, 3] | make-series count() on n from 0 to 4 step 1",
                    """
                    count_:dynamic | n:dynamic
                    [0,2,0,1]      | [0,1,2,3]
                    """),
            declare(
                    "count",
                    "T | count [as name]",
                    "One row with the number of rows.",
                    "datatable(x: long) [1, 2, 3] | count",
                    """
                    Count:long
                    3
                    """),
            declare(
                            "reduce",
                            "T | reduce [kind=source] by text [with [threshold=share] [, characters=separators]]",
                            "Groups of texts that are alike, each with a pattern that all its texts match, their number and one"
                                    + " of them, the largest group first. A text goes to the group with as many terms whose"
                                    + " pattern has most of its terms in common, at least a share threshold (0.1 if none is"
                                    + " given) of them and one; texts that come once and are like no other are 'others'."
                                    + " Kusto's grouping is not published in full and may be another. kind=source appends the"
                                    + " group's columns to the rows.",
                            "datatable(s: string) ['job 1 done', 'job 2 done', 'halt'] | reduce by s",
                            """
                            Pattern:string | Count:long | Representative:string
                            job * done     | 2          | job 1 done
                            others         | 1          | ""
                            """)
                    .inOrder());

    private SummarizingOperators() {}
}
