package io.azdetect.cli.reference;

import io.azdetect.catalog.CatalogCoverage;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Severity;
import io.azdetect.catalog.StratusRedTeam;
import io.azdetect.catalog.Tactic;
import io.azdetect.catalog.Technique;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes what the catalogue holds, and what was measured of it, as pages below {@code docs}. */
final class CataloguePages {
    static final String FOLDER = "detections/catalogue/";

    private final List<Detection> detections;
    private final CatalogCoverage coverage;
    private final MeasuredNoise measured;

    CataloguePages(List<Detection> detections, MeasuredNoise measured) {
        this.detections = List.copyOf(detections);
        this.coverage = CatalogCoverage.of(detections);
        this.measured = measured;
    }

    /** Every page by its path below {@code docs}. */
    Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("catalogue.md", catalogue());
        pages.put("telemetry.md", telemetry());
        detections.forEach(d -> pages.put(FOLDER + d.slug() + ".md", DetectionArticles.page(d)));
        return pages;
    }

    private String catalogue() {
        StringBuilder page = start(
                "The catalogue",
                detections.size() + " detections with " + tests() + " tests. Each has a page with its query, its blind"
                        + " spots and what to do when it fires; [telemetry.md](telemetry.md) says what has to be logged.");
        statistics(page);
        matrix(page);
        stratus(page);
        measured.write(page, detections, this::link);
        return page.toString().stripTrailing() + "\n";
    }

    private int tests() {
        return detections.stream().mapToInt(d -> d.tests().size()).sum();
    }

    private void statistics(StringBuilder page) {
        long covered = coverage.techniques().values().stream()
                .filter(d -> !d.isEmpty())
                .count();
        long stratus =
                coverage.stratus().values().stream().filter(d -> !d.isEmpty()).count();
        page.append("- Azure Threat Research Matrix: ")
                .append(covered)
                .append(" of ")
                .append(coverage.techniques().size())
                .append(" techniques\n- Stratus Red Team: ")
                .append(stratus)
                .append(" of ")
                .append(coverage.stratus().size())
                .append(" techniques for Azure and Entra ID\n- MITRE ATT&CK: ")
                .append(coverage.attack().size())
                .append(" techniques\n\n## By tactic and severity\n\n| tactic | techniques of ATRM | detected |");
        List<Severity> severities = new ArrayList<>(Arrays.asList(Severity.values()));
        Collections.reverse(severities);
        severities.forEach(s -> page.append(' ').append(s.displayName()).append(" |"));
        page.append("\n| --- | ---:| ---:|")
                .append(" ---:|".repeat(severities.size()))
                .append('\n');
        for (Tactic tactic : Tactic.values()) {
            List<Collection<Detection>> techniques = coverage.techniques().entrySet().stream()
                    .filter(e -> e.getKey().tactic() == tactic)
                    .<Collection<Detection>>map(Map.Entry::getValue)
                    .toList();
            List<Detection> own = coverage.tactics().getOrDefault(tactic, List.of());
            if (techniques.isEmpty() && own.isEmpty()) {
                continue;
            }
            page.append("| ")
                    .append(tactic.displayName())
                    .append(" | ")
                    .append(techniques.size())
                    .append(" | ")
                    .append(techniques.stream().filter(d -> !d.isEmpty()).count())
                    .append(" |");
            severities.forEach(s -> page.append(' ')
                    .append(own.stream().filter(d -> d.severity() == s).count())
                    .append(" |"));
            page.append('\n');
        }
    }

    private void matrix(StringBuilder page) {
        page.append("\n## The matrix\n\nThe [Azure Threat Research Matrix]"
                + "(https://microsoft.github.io/Azure-Threat-Research-Matrix/), and what detects each technique.\n");
        for (Tactic tactic : Tactic.values()) {
            Map<Technique, List<Detection>> techniques = new LinkedHashMap<>();
            coverage.techniques().forEach((technique, own) -> {
                if (technique.tactic() == tactic) {
                    techniques.put(technique, own);
                }
            });
            List<Detection> beyond = coverage.tactics().getOrDefault(tactic, List.of()).stream()
                    .filter(d -> d.technique().isEmpty())
                    .toList();
            if (techniques.isEmpty() && beyond.isEmpty()) {
                continue;
            }
            page.append("\n### ")
                    .append(tactic.displayName())
                    .append("\n\n| technique | detections |\n| --- | --- |\n");
            techniques.forEach((technique, own) -> page.append("| [")
                    .append(technique.id())
                    .append("](")
                    .append(technique.url())
                    .append(") ")
                    .append(technique.name())
                    .append(" | ")
                    .append(links(own))
                    .append(" |\n"));
            if (!beyond.isEmpty()) {
                page.append("| beyond the matrix | ").append(links(beyond)).append(" |\n");
            }
        }
    }

    private void stratus(StringBuilder page) {
        page.append("\n## Stratus Red Team\n\n| technique | what it does | detections |\n| --- | --- | --- |\n");
        for (StratusRedTeam.Technique technique : StratusRedTeam.techniques()) {
            page.append("| [")
                    .append(technique.id())
                    .append("](https://stratus-red-team.cloud/attack-techniques/azure/")
                    .append(technique.id())
                    .append("/) | ")
                    .append(technique.name())
                    .append(" | ")
                    .append(links(coverage.stratus().get(technique.id())))
                    .append(" |\n");
        }
    }

    private String telemetry() {
        StringBuilder page = start(
                "What has to be logged",
                "Which diagnostic settings and connectors bring which table, and which detections are blind without it."
                        + " `azdetect coverage --workspace DIR` tells what is missing in a workspace of yours. The volume is"
                        + " that of the simulated tenant of [catalogue.md](catalogue.md), and only a first guess for yours.");
        for (Map.Entry<String, List<Detection>> table : coverage.tables().entrySet()) {
            page.append("## ").append(table.getKey()).append("\n\n");
            measured.rowsADay(table.getKey())
                    .ifPresent(rows ->
                            page.append("About ").append(rows).append(" rows a day in the simulated tenant.\n\n"));
            settings(table.getKey(), table.getValue())
                    .forEach(s -> page.append("- ").append(s).append('\n'));
            page.append("\nFor ").append(links(table.getValue())).append(".\n\n");
        }
        return page.toString().stripTrailing() + "\n";
    }

    /** What those detections ask for that read this table alone; of others, all that they ask for. */
    private static Set<String> settings(String table, List<Detection> own) {
        List<Detection> alone = own.stream()
                .filter(d -> d.telemetry().tables().equals(List.of(table)))
                .toList();
        List<Detection> best = alone.isEmpty() ? own : alone;
        Set<String> settings = new TreeSet<>();
        best.forEach(d -> d.telemetry()
                .diagnosticSettings()
                .forEach(s -> settings.add(s.strip().replaceAll("\\s+", " "))));
        return settings;
    }

    private String links(Collection<Detection> own) {
        return own.isEmpty() ? "none" : own.stream().map(this::link).collect(Collectors.joining(", "));
    }

    private String link(Detection detection) {
        return "[" + detection.slug() + "](" + FOLDER + detection.slug() + ".md)";
    }

    private static StringBuilder start(String title, String about) {
        return new StringBuilder(ReferencePages.NOTICE + "# " + title + "\n\n" + about + "\n\n");
    }
}
