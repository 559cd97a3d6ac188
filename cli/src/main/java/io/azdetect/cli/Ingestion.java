package io.azdetect.cli;

import io.azdetect.cli.terminal.ProgressLine;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import io.azdetect.telemetry.ingest.Ingestor;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Brings logs into a workspace while a person watches, and says what became of them. */
final class Ingestion {
    private static final int MOST_REASONS = 3;

    private final Terminal terminal;
    private final Workspace workspace;

    Ingestion(Terminal terminal, Workspace workspace) {
        this.terminal = terminal;
        this.workspace = workspace;
    }

    /**
     * @param table where rows belong that do not say so themselves; empty when they or their path do
     */
    IngestReport paths(List<Path> paths, Optional<String> table) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new FailureException("there is no file or folder " + path);
            }
        }
        return run(ingestor -> table.map(t -> ingestor.ingest(t, paths)).orElseGet(() -> ingestor.ingest(paths)));
    }

    IngestReport stream(InputStream in) {
        return run(ingestor -> ingestor.ingest(in, "standard input"));
    }

    private IngestReport run(Function<Ingestor, IngestReport> work) {
        try (ProgressLine line = new ProgressLine(terminal, "Ingesting")) {
            Ingestor ingestor = new Ingestor(workspace, Clock.systemUTC())
                    .onProgress(p -> line.at(p.bytes(), p.bytesInAll(), count(p.records(), "record")));
            return work.apply(ingestor);
        }
    }

    /** Says what did not become a row, and where it is. */
    static void noteLosses(Terminal terminal, IngestReport report) {
        if (report.duplicates() > 0) {
            terminal.note(count(report.duplicates(), "record") + " were there already and were not added again.");
        }
        if (report.quarantined() == 0) {
            return;
        }
        terminal.note(
                count(report.quarantined(), "record") + " could not become rows; they are in the table Quarantine:");
        report.reasons().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_REASONS)
                .forEach(r -> terminal.note(String.format(Locale.ENGLISH, "  %,6d  %s", r.getValue(), r.getKey())));
        if (report.reasons().size() > MOST_REASONS) {
            terminal.note("          and " + (report.reasons().size() - MOST_REASONS) + " more reasons");
        }
    }

    /** Such as {@code 1,234 records}. */
    static String count(long number, String thing) {
        return String.format(Locale.ENGLISH, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
