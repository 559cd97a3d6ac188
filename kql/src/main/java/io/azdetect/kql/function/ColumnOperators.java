package io.azdetect.kql.function;

import static io.azdetect.kql.function.TabularOperator.declare;

import java.util.List;

/** Which columns, what is in them and what they are called. */
final class ColumnOperators {
    static final List<TabularOperator> ALL = List.of(
            declare(
                    "extend",
                    "T | extend [name =] value, …",
                    "The rows with more columns, or with others in the place of columns of the same name.",
                    "datatable(x: long) [1, 2] | extend y = x * 10",
                    """
                    x:long | y:long
                    1      | 10
                    2      | 20
                    """),
            declare(
                    "project",
                    "T | project [name =] value, …",
                    "Only these columns, in this order.",
                    "datatable(x: long, s: string) [1, 'a'] | project s, twice = 2 * x",
                    """
                    s:string | twice:long
                    a        | 2
                    """),
            declare(
                    "project-away",
                    "T | project-away column, …",
                    "All columns but these; a name may be a pattern with *.",
                    "print a1 = 1, a2 = 2, b = 3 | project-away a*",
                    """
                    b:long
                    3
                    """),
            declare(
                    "project-keep",
                    "T | project-keep column, …",
                    "Only these columns, in the order in which they are; a name may be a pattern with *.",
                    "print a1 = 1, b = 3, a2 = 2 | project-keep b, a*",
                    """
                    a1:long | b:long | a2:long
                    1       | 3      | 2
                    """),
            declare(
                    "project-rename",
                    "T | project-rename new = old, …",
                    "All columns, some under another name.",
                    "print a = 1, b = 2 | project-rename c = a",
                    """
                    c:long | b:long
                    1      | 2
                    """),
            declare(
                    "project-reorder",
                    "T | project-reorder column [asc|desc|granny-asc|granny-desc], …",
                    "All columns, these first; a name may be a pattern with *, whose matches can be sorted.",
                    "print b = 1, a10 = 2, a9 = 3 | project-reorder a* granny-asc",
                    """
                    a9:long | a10:long | b:long
                    3       | 2        | 1
                    """),
            declare(
                    "parse",
                    "T | parse [kind=simple|regex|relaxed [flags=flags]] text with [*] 'text' column[:type] …",
                    "Columns cut out of a text by a pattern; where it does not fit they are empty or null.",
                    "print s = 'user=eve tries=3' | parse s with 'user=' user ' tries=' tries: long",
                    """
                    s:string         | user:string | tries:long
                    user=eve tries=3 | eve         | 3
                    """),
            declare(
                    "parse-where",
                    "T | parse-where [kind=simple|regex [flags=flags]] text with [*] 'text' column[:type] …",
                    "parse, and only the rows that the pattern fits.",
                    "datatable(s: string) ['n=1', 'other'] | parse-where s with 'n=' n: long",
                    """
                    s:string | n:long
                    n=1      | 1
                    """),
            declare(
                    "parse-kv",
                    "T | parse-kv text as (key: type, …) [with (pair_delimiter='…', kv_delimiter='…', …)]",
                    "Columns of the values that stand behind keys in a text; also with quote, escape, greedy, or regex.",
                    "print s = 'user=eve;tries=3' | parse-kv s as (tries: long) with (pair_delimiter=';', kv_delimiter='=')",
                    """
                    s:string         | tries:long
                    user=eve;tries=3 | 3
                    """),
            declare(
                    "project-by-names",
                    "T | project-by-names 'name', …",
                    "Only the columns of these names, in this order: texts, arrays of texts, patterns with *.",
                    "print a = 1, b = 2, c = 3 | project-by-names dynamic(['c', 'none']), 'a*'",
                    """
                    c:long | a:long
                    3      | 1
                    """),
            declare(
                    "getschema",
                    "T | getschema",
                    "The input's columns and their types, a row each.",
                    "print a = 1 | getschema | project ColumnName, ColumnType",
                    """
                    ColumnName:string | ColumnType:string
                    a                 | long
                    """));

    private ColumnOperators() {}
}
