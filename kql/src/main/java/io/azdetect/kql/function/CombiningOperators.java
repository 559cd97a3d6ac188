package io.azdetect.kql.function;

import static io.azdetect.kql.function.TabularOperator.declare;

import java.util.List;

/** Rows of several tables. */
final class CombiningOperators {
    static final List<TabularOperator> ALL = List.of(
            declare(
                    "join",
                    "T | join [kind=kind] (other) on column, $left.a == $right.b, …",
                    "Pairs of rows with equal keys: innerunique (each left key once) unless it says inner, leftouter,"
                            + " rightouter, fullouter, leftsemi, rightsemi, leftanti or rightanti.",
                    """
                    datatable(k: long, a: string) [1, 'x', 2, 'y']
                    | join kind=inner (datatable(k: long, b: string) [2, 'z']) on k
                    """,
                    """
                    k:long | a:string | k1:long | b:string
                    2      | y        | 2       | z
                    """),
            declare(
                    "lookup",
                    "T | lookup [kind=leftouter|inner] (other) on column, $left.a == $right.b, …",
                    "The rows with the columns of a smaller table, whose keys are not repeated.",
                    """
                    datatable(k: long, a: string) [1, 'x', 2, 'y']
                    | lookup (datatable(k: long, b: string) [2, 'z']) on k
                    """,
                    """
                    k:long | a:string | b:string
                    1      | x        | ""
                    2      | y        | z
                    """),
            declare(
                    "union",
                    "[T |] union [kind=inner|outer] [withsource=column] [isfuzzy=true|false] table, …",
                    "All rows of several tables; columns of one name and two types become two columns.",
                    "union (print a = 1), (print a = 2, b = 'x')",
                    """
                    a:long | b:string
                    1      | ""
                    2      | x
                    """));

    private CombiningOperators() {}
}
