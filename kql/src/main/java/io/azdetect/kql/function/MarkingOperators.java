package io.azdetect.kql.function;

import static io.azdetect.kql.function.TabularOperator.declare;

import java.util.List;

/** The rows as they are, with something said about them. */
final class MarkingOperators {
    static final List<TabularOperator> ALL = List.of(
            declare(
                    "as",
                    "T | as name",
                    "The rows, which the rest of the query may use by name.",
                    "range x from 1 to 2 step 1 | as Numbers | union Numbers | count",
                    """
                    Count:long
                    4
                    """),
            declare(
                            "serialize",
                            "T | serialize [[name =] value, …]",
                            "The rows in the order in which they come, which functions over windows of rows need.",
                            "range x from 1 to 2 step 1 | sort by x | serialize y = x * 2",
                            """
                            x:long | y:long
                            2      | 4
                            1      | 2
                            """)
                    .inOrder(),
            declare(
                            "scan",
                            """
                            T | scan [with_match_id = name] [order by keys] [partition by values] [declare (name: type [= default], …)]
                            with (step name [output = all|last|none]: condition [=> column = value, …]; …)
                            """,
                            "The rows that match steps, which remember rows and compute columns: sequences of events.",
                            "range x from 1 to 3 step 1"
                                    + " | scan declare (sum: long = 0) with (step s: true => sum = x + s.sum;)",
                            """
                            x:long | sum:long
                            1      | 1
                            2      | 3
                            3      | 6
                            """)
                    .inOrder(),
            declare(
                    "render",
                    "T | render visualization [with (property = value, …)]",
                    "The rows, and how to draw them, for whoever does.",
                    "print x = 1 | render table",
                    """
                    x:long
                    1
                    """));

    private MarkingOperators() {}
}
