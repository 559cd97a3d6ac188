package io.azdetect.cli;

import io.azdetect.cli.format.ResultFormat;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect query}. */
@Command(
        name = "query",
        description = "Run a KQL query over a workspace, over files, or over nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect query 'print Answer = 6 * 7'",
            "  azdetect query --workspace .azdetect/demo 'SigninLogs | summarize count() by AppDisplayName'",
            "  azdetect query --data AzureActivity=activity.json -f hunt.kql --format csv",
            "  azdetect query --functions parsers --watchlists lists 'Failed(1h) | join kind=inner (_GetWatchlist(\"vip\")) on"
                    + " $left.User == $right.SearchKey'"
        })
final class QueryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private QueryText text;

    @Mixin
    private QuerySettings settings;

    @Option(
            names = "--data",
            paramLabel = "TABLE=FILE",
            description = "Add a file's rows to a table, for this query only. May be repeated.")
    private Map<String, Path> data = new LinkedHashMap<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private ResultFormat format = ResultFormat.TABLE;

    @Option(
            names = "--batch",
            description =
                    "Answer many queries: standard input has {\"id\": …, \"query\": …} a line, and each gets one line.")
    private boolean batch;

    QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (batch && text.isGiven()) {
            throw new UsageException("--batch reads its queries from standard input; leave the query out");
        }
        if (data.isEmpty()) {
            try (Workspace workspace = settings.open()) {
                return answer(workspace);
            }
        }
        if (settings.workspace().isEmpty()) {
            try (Workspace workspace = Workspace.inMemory()) {
                return answerWithData(settings.complete(workspace));
            }
        }
        try (TemporaryFolder folder = new TemporaryFolder()) {
            Path own = settings.workspace().get();
            copy(own, folder.path());
            try (Workspace workspace = Workspace.open(folder.path()).withDefinitions(own)) {
                return answerWithData(settings.complete(workspace));
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

    private int answerWithData(Workspace workspace) throws IOException {
        for (Map.Entry<String, Path> table : data.entrySet()) {
            IngestReport report =
                    new Ingestion(terminal, workspace).paths(List.of(table.getValue()), Optional.of(table.getKey()));
            Ingestion.noteLosses(terminal, report);
        }
        return answer(workspace);
    }

    private int answer(Workspace workspace) throws IOException {
        Queries queries = new Queries(workspace, settings.options());
        if (batch) {
            new Batch(queries, terminal).run();
            return ExitCode.OK;
        }
        return queries.print(text.read(), format, terminal);
    }
}
