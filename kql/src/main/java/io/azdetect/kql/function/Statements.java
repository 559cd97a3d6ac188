package io.azdetect.kql.function;

import static io.azdetect.kql.function.TabularOperator.declare;

import java.util.List;

/** What stands before the query, each with a semicolon behind it. */
final class Statements {
    static final List<TabularOperator> ALL = List.of(
            declare(
                    "let",
                    """
                    let name = value;
                    let name = table;
                    let name = ([parameter: type [= default], …]) { body };
                    """,
                    "A name for a value, a table or a function.",
                    "let least = 2; let over = (t: (x: long), limit: long = 1) { t | where x > limit }; over((range x from"
                            + " 1 to 4 step 1), least)",
                    """
                    x:long
                    3
                    4
                    """),
            declare(
                    "set",
                    "set option [= value];",
                    "A request property; those about Kusto's service change nothing here.",
                    "set notruncation; print x = 1",
                    """
                    x:long
                    1
                    """),
            declare(
                    "declare query_parameters",
                    "declare query_parameters(name: type [= default], …);",
                    "Names for values that whoever runs the query may give.",
                    "declare query_parameters(least: long = 2); range x from 1 to 3 step 1 | where x > least",
                    """
                    x:long
                    3
                    """),
            declare(
                    "declare pattern",
                    """
                    declare pattern name = (parameter: string, …) [[path: string]] { ("value", …)[.["path"]] = { body }; … };
                    """,
                    "Tables by constant texts; a use, name(\"value\", …).path, gives the rows of the case with these values.",
                    "declare pattern capital = (country: string)[state: string] { (\"USA\").[\"Ohio\"] = { print City ="
                            + " \"Columbus\" }; (\"USA\").[\"Utah\"] = { print City = \"Salt Lake City\" }; };"
                            + " capital(\"USA\").Ohio",
                    """
                    City:string
                    Columbus
                    """));

    private Statements() {}
}
