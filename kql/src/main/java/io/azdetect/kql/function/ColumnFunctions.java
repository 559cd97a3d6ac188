package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.List;

/** Functions over the columns that are there, and over a table's first value; the binder has rules of its own for them. */
final class ColumnFunctions {
    static final List<ScalarFunction> ALL = List.of(
            declare(
                    "column_ifexists(name: string, default: scalar): same",
                    "The column of this name, or the default when there is none.",
                    "column_ifexists('other', 7)",
                    "7"),
            declare(
                    "columnifexists(name: string, default: scalar): same",
                    "The older form of column_ifexists.",
                    "columnifexists('other', 7)",
                    "7"),
            declare(
                    "iscolumnexists(name: string): bool",
                    "Whether there is a column of this name.",
                    "iscolumnexists('other')",
                    "false"),
            declare(
                    "pack_all([ignoreEmpty: bool]): dynamic",
                    "A bag of all columns of the row.",
                    "toscalar(print a = 1 | project pack_all())",
                    "{\"a\":1}"),
            declare(
                    "bag_pack_columns(column: scalar...): dynamic",
                    "A bag of these columns of the row.",
                    "toscalar(print a = 1, b = 2 | project bag_pack_columns(b))",
                    "{\"b\":2}"),
            declare(
                    "toscalar(table: scalar): same",
                    "The first column of a table's first row, computed once.",
                    "toscalar(range x from 1 to 3 step 1 | summarize max(x))",
                    "3"),
            declare(
                            "ingestion_time(): datetime",
                            "When the row came into its table; null where it is no table's.",
                            "ingestion_time()",
                            "null")
                    .named("$IngestionTime"),
            declare(
                    "column_names_of(table: scalar): dynamic",
                    "The names of a table's columns.",
                    "column_names_of((print a = 1, b = 2))",
                    "[\"a\",\"b\"]"));

    private ColumnFunctions() {}
}
