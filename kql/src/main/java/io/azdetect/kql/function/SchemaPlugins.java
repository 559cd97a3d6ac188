package io.azdetect.kql.function;

import static io.azdetect.kql.function.Plugin.declare;

import java.util.List;

/** Plug-ins that turn a table's shape: cells into rows, several schemas into one. */
final class SchemaPlugins {
    static final List<Plugin> ALL = List.of(
            declare(
                    "preview(NumberOfRows)",
                    "Two results: as many of the rows, and the number of all. It ends a statement.",
                    "range x from 1 to 3 step 1 | sort by x asc | evaluate preview(2)",
                    """
                                x:long
                                1
                                2
                                -- then
                                Count:long
                                3"""),
            declare(
                    "narrow()",
                    "A row for each cell: the row's number from 0, the column's name, and the value as a text.",
                    """
                                print a = 1, b = true
                                | evaluate narrow()""",
                    """
                                Row:long | Column:string | Value:string
                                0 | a | 1
                                0 | b | True"""),
            declare(
                    "schema_merge([PreserveOrder])",
                    "Several schemas, each as getschema gives it, as one. A column whose place differs is marked as an"
                            + " error unless PreserveOrder is false. Columns are in the order of their last place; a"
                            + " column with two types, and two columns with one last place, are refused, as the"
                            + " documentation does not say what becomes of them.",
                    """
                                let a = datatable(x: int, y: string)[] | getschema;
                                let b = datatable(x: int, y: string, z: bool)[] | getschema;
                                union a, b
                                | evaluate schema_merge()
                                | project ColumnName, ColumnOrdinal, ColumnType""",
                    """
                                ColumnName:string | ColumnOrdinal:long | ColumnType:string
                                x | 0 | int
                                y | 1 | string
                                z | 2 | bool"""));

    private SchemaPlugins() {}
}
