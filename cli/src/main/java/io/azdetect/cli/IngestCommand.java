package io.azdetect.cli;

import io.azdetect.cli.terminal.Terminal;
import io.azdetect.cli.terminal.TextTable;
import io.azdetect.cli.terminal.TextTable.Cell;
import io.azdetect.cli.terminal.TextTable.Heading;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azdetect ingest}. */
@Command(
        name = "ingest",
        description = "Bring raw Azure logs into a workspace. What each record is, it or its path says.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class IngestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files and folders of logs: JSON, NDJSON, CSV, plain or gzipped; - is standard input.")
    private List<Path> paths;

    @Option(names = "--workspace", required = true, paramLabel = "DIR", description = "The workspace; made when new.")
    private Path folder;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Where records belong that do not say so themselves, such as rows of an export.")
    private String table;

    IngestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.open(folder)) {
            Ingestion ingestion = new Ingestion(terminal, workspace);
            boolean fromStandardInput = paths.equals(List.of(Path.of("-")));
            IngestReport report = fromStandardInput
                    ? ingestion.stream(terminal.in())
                    : ingestion.paths(paths, Optional.ofNullable(table));
            printTables(report);
            double seconds = report.took().toMillis() / 1000.0;
            terminal.note(String.format(
                    Locale.ENGLISH,
                    "%s from %s in %.1f s.",
                    Ingestion.count(report.records(), "record"),
                    Ingestion.count(report.files(), "file"),
                    seconds));
            Ingestion.noteLosses(terminal, report);
        }
        return ExitCode.OK;
    }

    private void printTables(IngestReport report) {
        if (report.tables().isEmpty()) {
            return;
        }
        TextTable rows = new TextTable(List.of(Heading.left("Table"), Heading.right("New rows")));
        report.tables()
                .forEach((name, count) ->
                        rows.add(List.of(Cell.of(name), Cell.of(String.format(Locale.ENGLISH, "%,d", count)))));
        rows.print(terminal.out(), terminal.outScreen());
    }
}
