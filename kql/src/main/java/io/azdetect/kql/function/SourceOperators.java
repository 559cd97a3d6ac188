package io.azdetect.kql.function;

import static io.azdetect.kql.function.TabularOperator.declare;

import java.util.List;

/** What a query begins with when it does not begin with a stored table. */
final class SourceOperators {
    static final List<TabularOperator> ALL = List.of(
            declare("print", "print [name =] value, …", "One row of values.", "print x = 1 + 2, 'a'", """
                    x:long | print_1:string
                    3      | a
                    """),
            declare(
                    "range",
                    "range column from first to last step step",
                    "A column of numbers, datetimes or timespans, both ends included.",
                    "range x from 1 to 7 step 3",
                    """
                    x:long
                    1
                    4
                    7
                    """),
            declare(
                    "datatable",
                    "datatable(column: type, …) [value, …]",
                    "A table that stands in the query.",
                    "datatable(name: string, size: long) ['a', 1, 'b', long(null)]",
                    """
                    name:string | size:long
                    a           | 1
                    b           | null
                    """),
            declare(
                    "table",
                    "table(name)",
                    "The table of this name, when the name is a value.",
                    "let Numbers = range x from 1 to 2 step 1; table('Numbers')",
                    """
                    x:long
                    1
                    2
                    """),
            declare(
                    "materialize",
                    "materialize(table)",
                    "The rows, computed once for all places that use them.",
                    "let numbers = materialize(range x from 1 to 2 step 1); union numbers, numbers | count",
                    """
                    Count:long
                    4
                    """));

    private SourceOperators() {}
}
