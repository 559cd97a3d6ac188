package io.azdetect.cli;

import io.azdetect.cli.terminal.Terminal;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.IngestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Files whose rows are added to what a command's queries run over, for as long as the command runs. */
final class DataFiles {
    @Option(
            names = "--data",
            paramLabel = "TABLE=FILE",
            description = "Add a file's rows to a table, for this command only. May be repeated.")
    private Map<String, Path> data = new LinkedHashMap<>();

    boolean isGiven() {
        return !data.isEmpty();
    }

    /** What a command does with its workspace. */
    @FunctionalInterface
    interface Work {
        int in(Workspace workspace) throws IOException;
    }

    /** Does the work in the workspace that the settings name, with the files' rows in it. */
    int over(QuerySettings settings, Terminal terminal, Work work) throws IOException {
        if (data.isEmpty()) {
            try (Workspace workspace = settings.open()) {
                return work.in(settings.workspace().isEmpty() ? workspace.withWildcardsOverRows() : workspace);
            }
        }
        if (settings.workspace().isEmpty()) {
            try (Workspace workspace = Workspace.inMemory()) {
                return withData(settings.complete(workspace).withWildcardsOverRows(), terminal, work);
            }
        }
        try (TemporaryFolder folder = new TemporaryFolder()) {
            Path own = settings.workspace().get();
            copy(own, folder.path());
            try (Workspace workspace = Workspace.open(folder.path()).withDefinitions(own)) {
                return withData(settings.complete(workspace), terminal, work);
            }
        }
    }

    /** A query changes no workspace, so the files' rows go into a copy of it. */
    private static void copy(Path workspace, Path folder) throws IOException {
        Workspace.openReadOnly(workspace).close();
        Files.copy(
                workspace.resolve(Workspace.DATABASE_FILE),
                folder.resolve(Workspace.DATABASE_FILE),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private int withData(Workspace workspace, Terminal terminal, Work work) throws IOException {
        for (Map.Entry<String, Path> table : data.entrySet()) {
            IngestReport report =
                    new Ingestion(terminal, workspace).paths(List.of(table.getValue()), Optional.of(table.getKey()));
            Ingestion.noteLosses(terminal, report);
        }
        return work.in(workspace);
    }
}
