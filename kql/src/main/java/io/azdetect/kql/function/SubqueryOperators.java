package io.azdetect.kql.function;

import static io.azdetect.kql.function.TabularOperator.declare;

import java.util.List;

/** Something for each row, for each key, for each group; and rows by chance. */
final class SubqueryOperators {
    static final List<TabularOperator> ALL = List.of(
            declare(
                    "mv-apply",
                    "T | mv-apply [with_itemindex=column] [name =] array [to typeof(type)], … [limit count] on (operators)",
                    "What the operators make of each row's elements, beside the row's other columns.",
                    "print s = 'a', x = dynamic([1, 5, 3]) | mv-apply x to typeof(long) on (top 2 by x)",
                    """
                    s:string | x:long
                    a        | 5
                    a        | 3
                    """),
            declare(
                    "partition",
                    "T | partition [hint.strategy=native|shuffle|legacy] by column (operators)\n"
                            + "T | partition by column { query }",
                    "What the operators make of the rows of each value of a column.",
                    "range n from 1 to 4 step 1 | extend k = n % 2 | partition by k (top 1 by n)",
                    """
                    n:long | k:long
                    4      | 0
                    3      | 1
                    """),
            declare(
                    "top-nested",
                    "T | top-nested [count] of [name =] key [with others=value] by [name =] aggregate [asc|desc],"
                            + " top-nested …",
                    "The best groups, in each of them the best groups by the next key, and so on.",
                    "datatable(s:string, n:long)['a', 1, 'b', 5, 'a', 2] | top-nested 1 of s with others='rest' by sum(n)",
                    """
                    s:string | aggregated_s:long
                    b        | 5
                    rest     | 3
                    """),
            declare(
                    "top-hitters",
                    "T | top-hitters count of column [by number]",
                    "The values that come most often, or have the largest sum; exact here, approximate in Kusto.",
                    "datatable(s:string)['a', 'b', 'a'] | top-hitters 1 of s",
                    """
                    s:string | approximate_count_s:long
                    a        | 2
                    """),
            declare(
                    "sample",
                    "T | sample count",
                    "So many rows, chosen by chance.",
                    "range x from 1 to 9 step 1 | sample 2 | count",
                    """
                    Count:long
                    2
                    """),
            declare(
                    "sample-distinct",
                    "T | sample-distinct count of column",
                    "So many different values of a column, any.",
                    "range x from 1 to 9 step 1 | extend y = x % 2 | sample-distinct 5 of y | count",
                    """
                    Count:long
                    2
                    """),
            declare(
                    "search",
                    "T | search [kind=case_sensitive] predicate\nsearch [kind=case_sensitive] [in (tables)] predicate",
                    "Rows with a term in any column, or that a condition is true of, and which table each is from.",
                    "let T = view () { datatable(a:string)['x y', 'z'] }; search in (T) 'Y'",
                    """
                    $table:string | a:string
                    T             | x y
                    """),
            declare(
                    "find",
                    "find [withsource=column] [in (tables)] where predicate [project columns | project-smart]",
                    "Rows of many tables that a condition is true of: its columns and common ones, the others as a bag.",
                    "let T = view () { print a = 'x', n = 1 }; find in (T) where a == 'x' project a, pack(*)",
                    """
                    source_:string | a:string | pack_:dynamic
                    T              | x        | {"n": 1}
                    """),
            declare(
                    "consume",
                    "T | consume",
                    "No rows: the query runs for its own sake.",
                    "print x = 1 | consume | count",
                    """
                    Count:long
                    0
                    """),
            declare(
                    "invoke",
                    "T | invoke function(arguments)",
                    "What a function of the query makes of a table, which is its first argument.",
                    "let f = (T: (x: long), n: long) { T | extend y = x + n }; print x = 1 | invoke f(2)",
                    """
                    x:long | y:long
                    1      | 3
                    """));

    private SubqueryOperators() {}
}
