package io.azdetect.kql.function;

import static io.azdetect.kql.function.TabularOperator.declare;

import java.util.List;

/** Which rows, and in which order. */
final class RowOperators {
    static final List<TabularOperator> ALL = List.of(
            declare(
                            "where",
                            "T | where predicate",
                            "The rows for which the predicate is true; false and null drop a row.",
                            "datatable(x: long) [1, 2, long(null)] | where x != 1",
                            """
                            x:long
                            2
                            null
                            """)
                    .alsoCalled("filter"),
            declare(
                            "take",
                            "T | take count",
                            "So many rows, any of them.",
                            "datatable(x: long) [5, 5, 5] | take 2",
                            """
                            x:long
                            5
                            5
                            """)
                    .alsoCalled("limit"),
            declare(
                            "sort",
                            "T | sort by key [asc|desc] [nulls first|last], …",
                            "The rows in order: descending with nulls last unless it says otherwise.",
                            "datatable(x: long) [1, long(null), 2] | sort by x",
                            """
                            x:long
                            2
                            1
                            null
                            """)
                    .alsoCalled("order")
                    .inOrder(),
            declare(
                            "top",
                            "T | top count by key [asc|desc] [nulls first|last]",
                            "The first rows in an order, as sort and take give them.",
                            "datatable(x: long) [1, 3, 2] | top 2 by x",
                            """
                            x:long
                            3
                            2
                            """)
                    .inOrder(),
            declare(
                    "distinct",
                    "T | distinct column, …",
                    "Each combination of values once; * stands for all columns.",
                    "datatable(x: long, s: string) [1, 'a', 1, 'a', 2, 'a'] | distinct x, s",
                    """
                    x:long | s:string
                    1      | a
                    2      | a
                    """));

    private RowOperators() {}
}
