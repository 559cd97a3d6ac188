package io.azdetect.cli;

import io.azdetect.catalog.DesignAnswers;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.Parameter;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.Terminal;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azdetect show}. */
@Command(
        name = "show",
        description = "Show a detection: what it looks for, its query, what it needs, what to do when it fires.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ShowCommand implements Callable<Integer> {
    private static final int WIDEST = 100;

    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "Name or id of the detection; 'azdetect list' shows them.")
    private String id;

    @Option(names = "--query", description = "Print the query alone.")
    private boolean queryOnly;

    @Mixin
    private DetectionChoice choice;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DetectionCatalog catalog = choice.catalog();
        Detection detection = catalog.find(id)
                .orElseThrow(() -> new UsageException("there is no detection '" + id + "'" + catalog.suggestionFor(id)
                        + "; 'azdetect list' shows all"));
        PrintStream out = terminal.out();
        if (queryOnly) {
            out.println(detection.query().strip());
            return ExitCode.OK;
        }
        Palette palette = terminal.outScreen().palette();
        out.println(palette.bold(detection.name()));
        out.println(palette.severity(detection.severity(), detection.severity().displayName()) + "  "
                + detection.techniqueId()
                + detection.technique().map(t -> " " + t.name()).orElse("")
                + detection.tactic().map(t -> "  " + t.displayName()).orElse(""));
        paragraph("", detection.description());
        DesignAnswers design = detection.design();
        paragraph("How broad is it?", design.scope());
        paragraph("What does it alert on?", design.alertsOn());
        paragraph("Does that happen legitimately?", design.legitimate());
        paragraph("What to do when it fires?", design.response());
        list("Steps", detection.responseSteps());
        list("What it cannot see", detection.blindSpots());
        list("What it needs", needs(detection));
        list(
                "Parameters",
                detection.parameters().stream().map(ShowCommand::parameter).toList());
        title("Query");
        detection.query().strip().lines().forEach(line -> out.println("  " + line));
        list("Read more", detection.references());
        out.println();
        out.println(palette.dim(detection.source() + "  version " + detection.version() + "  " + detection.id()));
        return ExitCode.OK;
    }

    private static List<String> needs(Detection detection) {
        List<String> needs = new ArrayList<>();
        needs.add("Tables: " + String.join(", ", detection.telemetry().tables()));
        needs.addAll(detection.telemetry().diagnosticSettings());
        if (detection.telemetry().azureMonitorAgent()) {
            needs.add("The Azure Monitor Agent on the machines");
        }
        return needs;
    }

    private static String parameter(Parameter parameter) {
        return parameter.name() + " = " + parameter.defaultValue() + ": " + parameter.description();
    }

    private void title(String title) {
        terminal.out().println();
        terminal.out().println(terminal.outScreen().palette().accent(title));
    }

    private void paragraph(String title, String text) {
        if (text.isBlank()) {
            return;
        }
        if (title.isEmpty()) {
            terminal.out().println();
        } else {
            title(title);
        }
        for (String block : text.strip().split("\\n\\s*\\n", -1)) {
            wrap(block, "  ", "  ");
        }
    }

    private void list(String title, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        title(title);
        items.forEach(item -> wrap(item, "  - ", "    "));
    }

    private void wrap(String text, String first, String rest) {
        int width = Math.min(WIDEST, terminal.outScreen().columns());
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.strip().split("\\s+", -1)) {
            if (!empty && line.length() + 1 + word.length() > width) {
                terminal.out().println(line);
                line = new StringBuilder(rest);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        terminal.out().println(line);
    }
}
