package io.azdetect.cli;

import io.azdetect.cli.format.ResultFormat;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.engine.QueryLimits;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
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

    @Mixin
    private DataFiles data;

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
        QueryLimits limits = settings.limits();
        return Interrupt.cancels(
                limits.cancellation(), () -> data.over(settings, terminal, workspace -> answer(workspace, limits)));
    }

    private int answer(Workspace workspace, QueryLimits limits) throws IOException {
        Queries queries = new Queries(workspace, settings.options(), limits);
        if (batch) {
            new Batch(queries, terminal).run();
            return ExitCode.OK;
        }
        return queries.print(text.read(), format, terminal);
    }
}
