package io.azdetect.cli.reference;

import static io.azdetect.cli.reference.Markdown.cell;

import io.azdetect.catalog.DetectionField;
import io.azdetect.catalog.LintRule;
import io.azdetect.telemetry.simulator.EventKind;
import io.azdetect.telemetry.simulator.Events;
import io.azdetect.telemetry.simulator.ShortField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the pages of {@code docs/detections} from the declarations. */
final class DetectionPages {
    private DetectionPages() {}

    /** Every page by its file's name. */
    static Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("fields.md", fields());
        pages.put("events.md", events());
        pages.put("rules.md", rules());
        return pages;
    }

    private static String fields() {
        StringBuilder page = start(
                "The fields of a detection file",
                "Those at the top are a Microsoft Sentinel rule's, so that any rule file can be read here and any"
                        + " detection there. `azdetect` has what Sentinel has no field for. A field that is not"
                        + " here is an error, with the nearest name.");
        page.append("| field | | what it is | for example |\n| --- | --- | --- | --- |\n");
        for (DetectionField field : DetectionField.all()) {
            page.append("| ")
                    .append(cell(field.path()))
                    .append(field.required() ? " | required | " : " | | ")
                    .append(field.meaning())
                    .append(" | ")
                    .append(cell(field.example()))
                    .append(" |\n");
        }
        return page.append("\nSentinel's other fields are accepted, and nothing here looks at them: ")
                .append(DetectionField.carriedAlong().stream()
                        .map(Markdown::code)
                        .collect(Collectors.joining(", ")))
                .append(".\n")
                .toString();
    }

    private static String events() {
        StringBuilder page = start(
                "Event kinds",
                "What a test's events are written with. A kind and a few fields become the whole record that Azure"
                        + " would write; any raw field can be set by its path as well"
                        + " (`properties.httpStatusCode`, `/properties/new`), and null removes it. In place of a"
                        + " kind there may be a table's name: the value is then a row of it.");
        for (EventKind kind : Events.kinds()) {
            page.append("## ").append(kind.name()).append("\n\n");
            page.append(kind.description()).append("\n\nWritten to ").append(Markdown.code(kind.container()));
            page.append(".\n\n```yaml\n- ").append(kind.name()).append(": ").append(kind.example());
            page.append("\n  at: 10m\n```\n\n| field | what it says | for example |\n| --- | --- | --- |\n");
            for (ShortField field : kind.fields()) {
                page.append("| ")
                        .append(cell(field.name()))
                        .append(" | ")
                        .append(field.meaning().replace("|", "\\|"))
                        .append(" | ")
                        .append(cell(field.example()))
                        .append(" |\n");
            }
            page.append("\n");
        }
        return page.toString().stripTrailing() + "\n";
    }

    private static String rules() {
        StringBuilder page = start(
                "Rules for detection files",
                "What `azdetect check` holds detection files to, beside what the compiler says of their queries"
                        + " ([diagnostics](../kql/diagnostics.md)). The codes are stable. A file that breaks a rule on"
                        + " purpose says so in `azdetect.exceptions`, with the reason. Rules about tests, tables,"
                        + " entities and techniques hold for files that have the group `azdetect`; rules that were"
                        + " written for Sentinel alone are measured by what Azure takes.");
        page.append("| code | what is wrong | what to do |\n| --- | --- | --- |\n");
        for (LintRule rule : LintRule.values()) {
            page.append("| ")
                    .append(rule.code())
                    .append(" | ")
                    .append(rule.meaning())
                    .append(" | ")
                    .append(rule.advice())
                    .append(" |\n");
        }
        return page.toString();
    }

    private static StringBuilder start(String title, String about) {
        return new StringBuilder(ReferencePages.NOTICE + "# " + title + "\n\n" + about + "\n\n");
    }
}
