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
