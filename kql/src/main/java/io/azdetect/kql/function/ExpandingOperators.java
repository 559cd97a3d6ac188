package io.azdetect.kql.function;

import static io.azdetect.kql.function.TabularOperator.declare;

import java.util.List;

/** Several rows for one. */
final class ExpandingOperators {
    static final List<TabularOperator> ALL = List.of(declare(
            "mv-expand",
            "T | mv-expand [bagexpansion=bag|array] [with_itemindex=column] [name =] array [to typeof(type)], …"
                    + " [limit count]",
            "A row for each element of arrays, or for each property of bags.",
            "print s = 'a', x = dynamic([1, 2]) | mv-expand x to typeof(long)",
            """
            s:string | x:long
            a        | 1
            a        | 2
            """));

    private ExpandingOperators() {}
}
