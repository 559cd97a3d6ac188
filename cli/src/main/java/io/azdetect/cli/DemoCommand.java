package io.azdetect.cli;

import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.HuntResult;
import io.azdetect.cli.hunt.HuntFormat;
import io.azdetect.cli.report.ReportPage;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.engine.QueryLimits;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code azdetect demo}. */
@Command(
        name = "demo",
        description = "Show it all on two days of logs of a made-up tenant: ingest, hunt, report.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
    private static final Path SAMPLE = Path.of("samples", "contoso");

    private final Terminal terminal;

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description =
                    "Where the logs go; what a demo left there before is replaced. Unless given: ${DEFAULT-VALUE}.",
            defaultValue = ".azdetect/demo")
    private Path folder;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the report goes. Unless given: ${DEFAULT-VALUE}.",
            defaultValue = "report.html")
    private Path report;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path sample = sample();
        Files.deleteIfExists(folder.resolve(Workspace.DATABASE_FILE));
        HuntResult hunt;
        try (Workspace workspace = Workspace.open(folder)) {
            IngestReport ingested = new Ingestion(terminal, workspace).paths(List.of(sample), Optional.empty());
            terminal.note(String.format(
                    Locale.ENGLISH,
                    "Ingested %s from %s into %d tables in %.1f s; the workspace is %s.",
                    Ingestion.count(ingested.rows(), "record"),
                    Ingestion.count(ingested.files(), "file"),
                    ingested.tables().size(),
                    ingested.took().toMillis() / 1000.0,
                    folder));
            Ingestion.noteLosses(terminal, ingested);
            hunt = Hunting.run(
                    terminal,
                    workspace,
                    DetectionCatalog.builtIn().detections(),
                    Optional.empty(),
                    Optional.empty(),
                    QueryLimits.standard());
        }
        terminal.note("");
        HuntFormat.TABLE.write(hunt, Version.number(), terminal.out(), terminal.outScreen());
        terminal.out().flush();
        terminal.note("");
        Hunting.note(terminal, hunt);
        Files.writeString(report, new ReportPage(hunt, Version.number()).html(), StandardCharsets.UTF_8);
        Palette palette = terminal.errScreen().palette();
        terminal.note("The report is "
                + palette.accent(report.toAbsolutePath().normalize().toString()));
        next(sample, palette);
        return hunt.failed().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }

    /** The sample of the checkout that the launcher is in, or else of the current folder. */
    private static Path sample() {
        Path home = Path.of(System.getProperty("azdetect.home", ""));
        Path sample = home.resolve(SAMPLE);
        if (!Files.isDirectory(sample)) {
            throw new FailureException("the demo needs the folder " + SAMPLE
                    + " of the project, and there is none; run azdetect in a checkout of the project");
        }
        Path here = Path.of("").toAbsolutePath();
        Path absolute = sample.toAbsolutePath();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }

    private void next(Path sample, Palette palette) {
        String command = System.getProperty("azdetect.command", "azdetect");
        terminal.note("\nThree things to try next:");
        for (String line : List.of(
                "show vm-run-command-script",
                "query --workspace " + quoted(folder)
                        + " 'AzureActivity | summarize Operations = count() by Caller | top 5 by" + " Operations'",
                "hunt " + quoted(sample) + " --technique AZT605 --format json")) {
            terminal.note("  " + palette.accent(command + " " + line));
        }
    }

    /** The path as a shell takes it. */
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w./~:+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
