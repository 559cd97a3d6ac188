package io.azdetect.cli.reference;

import static io.azdetect.cli.reference.Markdown.cell;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionTest;
import io.azdetect.catalog.EntityMapping;
import io.azdetect.catalog.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One page a detection: what its file says, for those who read rather than run. */
final class DetectionArticles {
    private DetectionArticles() {}

    static String page(Detection detection) {
        StringBuilder page = new StringBuilder(ReferencePages.NOTICE);
        page.append("# ")
                .append(detection.name())
                .append("\n\n")
                .append(detection.description().strip())
                .append("\n\n");
        facts(page, detection);
        page.append("\n## Query\n\n")
                .append(Markdown.block(detection.query().strip()))
                .append('\n');
        parameters(page, detection);
        section(page, "How broad is it?", detection.design().scope());
        section(page, "What does it alert on?", detection.design().alertsOn());
        section(page, "Does that happen legitimately?", detection.design().legitimate());
        section(page, "What to do when it fires?", detection.design().response());
        list(page, "Response, step by step", detection.responseSteps(), "1. ");
        list(page, "What it cannot see", detection.blindSpots(), "- ");
        list(page, "What has to be logged", detection.telemetry().diagnosticSettings(), "- ");
        tests(page, detection);
        list(page, "References", detection.references(), "- ");
        return page.toString().stripTrailing() + "\n";
    }

    private static void facts(StringBuilder page, Detection detection) {
        page.append("| | |\n| --- | --- |\n");
        fact(
                page,
                "Severity",
                detection.severity().displayName()
                        + (detection.severityReason().isBlank()
                                ? ""
                                : ": " + detection.severityReason().strip()));
        fact(page, "Tactic", detection.tactic().map(t -> t.displayName()).orElse(""));
        fact(
                page,
                "Technique of ATRM",
                detection
                        .technique()
                        .map(t -> "[" + t.id() + "](" + t.url() + ") " + t.name())
                        .orElse(""));
        fact(page, "MITRE ATT&CK", String.join(", ", detection.relevantTechniques()));
        fact(page, "Stratus Red Team", String.join(", ", detection.stratusTechniques()));
        fact(page, "Tables", String.join(", ", detection.telemetry().tables()));
        fact(page, "Azure Monitor Agent", detection.telemetry().azureMonitorAgent() ? "needed" : "");
        fact(
                page,
                "Runs",
                "every " + words(detection.schedule().frequency()) + " over "
                        + words(detection.schedule().period()));
        fact(
                page,
                "Entities",
                detection.entityMappings().stream()
                        .map(EntityMapping::entityType)
                        .distinct()
                        .collect(Collectors.joining(", ")));
        fact(page, "File", "[" + detection.source() + "](../../../" + detection.source() + ")");
        fact(page, "Version", detection.version());
    }

    private static void fact(StringBuilder page, String name, String value) {
        if (!value.isBlank()) {
            page.append("| ")
                    .append(name)
                    .append(" | ")
                    .append(value.replaceAll("\\s+", " ").replace("|", "\\|"))
                    .append(" |\n");
        }
    }

    /** Such as {@code 1 hour} or {@code 14 days}. */
    static String words(Duration duration) {
        if (duration.toDaysPart() > 0 && duration.equals(Duration.ofDays(duration.toDays()))) {
            return count(duration.toDays(), "day");
        }
        return duration.toMinutesPart() == 0
                ? count(duration.toHours(), "hour")
                : count(duration.toMinutes(), "minute");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private static void parameters(StringBuilder page, Detection detection) {
        if (detection.parameters().isEmpty()) {
            return;
        }
        page.append("## Parameters\n\n| parameter | type | unless set | what it says |\n| --- | --- | --- | --- |\n");
        for (Parameter parameter : detection.parameters()) {
            page.append("| ")
                    .append(cell(parameter.name()))
                    .append(" | ")
                    .append(parameter.type().kustoName())
                    .append(" | ")
                    .append(cell(parameter.defaultValue().replaceAll("\\s+", " ")))
                    .append(" | ")
                    .append(parameter
                            .description()
                            .strip()
                            .replaceAll("\\s+", " ")
                            .replace("|", "\\|"))
                    .append(" |\n");
        }
        page.append('\n');
    }

    private static void section(StringBuilder page, String heading, String text) {
        if (!text.isBlank()) {
            page.append("## ")
                    .append(heading)
                    .append("\n\n")
                    .append(text.strip())
                    .append("\n\n");
        }
    }

    private static void list(StringBuilder page, String heading, List<String> items, String mark) {
        if (!items.isEmpty()) {
            page.append("## ").append(heading).append("\n\n");
            items.forEach(item -> page.append(mark)
                    .append(item.strip().replaceAll("\\s+", " "))
                    .append('\n'));
            page.append('\n');
        }
    }

    private static void tests(StringBuilder page, Detection detection) {
        if (detection.tests().isEmpty()) {
            return;
        }
        page.append("## Proven by\n\n");
        for (DetectionTest test : detection.tests()) {
            page.append(test.expectation().isSilent() ? "- silent: " : "- fires: ")
                    .append(test.name())
                    .append('\n');
        }
        page.append('\n');
    }
}
