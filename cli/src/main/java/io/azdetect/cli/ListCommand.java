package io.azdetect.cli;

import io.azdetect.catalog.Detection;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.cli.terminal.TextTable;
import io.azdetect.cli.terminal.TextTable.Cell;
import io.azdetect.cli.terminal.TextTable.Heading;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azdetect list}. */
@Command(
        name = "list",
        description = "List the detections of the catalogue.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DetectionChoice choice;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Detection> detections = choice.detections();
        Palette palette = terminal.outScreen().palette();
        TextTable table = new TextTable(List.of(
                Heading.left("Detection").firmly(),
                Heading.left("Technique").firmly(),
                Heading.left("Severity").firmly(),
                Heading.left("Tactic"),
                Heading.left("Name")));
        for (Detection detection : detections) {
            table.add(List.of(
                    new Cell(detection.slug(), palette::bold),
                    Cell.of(detection.techniqueId()),
                    new Cell(detection.severity().displayName(), text -> palette.severity(detection.severity(), text)),
                    Cell.of(detection.tactic().map(t -> t.displayName()).orElse("")),
                    Cell.of(detection.name())));
        }
        table.print(terminal.out(), terminal.outScreen());
        return ExitCode.OK;
    }
}
