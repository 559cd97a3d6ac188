package io.azdetect.cli.reference;

import static io.azdetect.cli.reference.Markdown.cell;

import io.azdetect.kql.function.Refusals;
import io.azdetect.kql.schema.Place;
import java.util.List;

/** Writes {@code supported.md}: everything that Kusto has, and whether it runs here. */
final class SupportPage {
    private final List<Known> known = Known.all();

    String write() {
        StringBuilder page = new StringBuilder();
        long running = known.stream().filter(Known::runs).count();
        page.append(ReferencePages.NOTICE)
                .append("# What runs of KQL\n\n")
                .append(
                        "Everything in [Microsoft's reference](https://learn.microsoft.com/kusto/query/) and in its language")
                .append(" service, ")
                .append(running)
                .append(" of ")
                .append(known.size())
                .append(
                        " names running. What is refused, is refused by name when a query is compiled, never answered in")
                .append(" another way.\n\n")
                .append(
                        "The column *DuckDB* is about the engine that runs queries here. Azure Monitor, Microsoft Sentinel")
                .append(
                        " and Azure Data Explorer take the text of a query themselves: nothing is translated for them.\n\n")
                .append("- Data types and literals: [literals.md](literals.md), all of them run.\n")
                .append("- `join` runs in every kind; `render` is kept for whoever draws.\n")
                .append(
                        "- A function that a query calls and that is in none of these tables has to be defined by the query")
                .append(" (`let`), or stored.\n");
        for (Known.Kind kind : Known.Kind.values()) {
            section(kind, page);
        }
        return page.toString();
    }

    private void section(Known.Kind kind, StringBuilder page) {
        List<Known> rows = known.stream().filter(k -> k.kind() == kind).toList();
        page.append("\n## ")
                .append(kind.title())
                .append("\n\n")
                .append(rows.stream().filter(Known::runs).count())
                .append(" of ")
                .append(rows.size())
                .append(" run.\n\n| | DuckDB |\n| --- | --- |\n");
        for (Known row : rows) {
            String name = row.page().isEmpty()
                    ? cell(row.name())
                    : "[" + cell(row.name()) + "](https://learn.microsoft.com/kusto/query/" + row.page() + ")";
            String status = row.runs() ? "[runs](" + row.link() + ")" : without(row);
            page.append("| ").append(name).append(" | ").append(status).append(" |\n");
        }
    }

    /** What is said of a name that does not run as it is: a place does once it is mapped. */
    private static String without(Known row) {
        return Place.FUNCTIONS.contains(row.name())
                ? "runs where the place is [mapped](../workspace.md#other-workspaces), else refused"
                : "refused: " + reason(row);
    }

    private static String reason(Known row) {
        return row.kind() == Known.Kind.GRAPH_FUNCTION ? "graphs" : Refusals.reason(row.name());
    }
}
