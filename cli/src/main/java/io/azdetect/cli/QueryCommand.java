package io.azdetect.cli;

import io.azdetect.azure.remote.RemoteResult;
import io.azdetect.cli.format.ResultFormat;
import io.azdetect.cli.terminal.SafeText;
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
            "  azdetect query --functions parsers --watchlists lists 'Failed(1h) | join kind=inner"
                    + " (_GetWatchlist(\"vip\")) on $left.User == $right.SearchKey'",
            "  azdetect query --remote 12345678-1234-1234-1234-123456789abc --timespan P1D 'AzureActivity | count'",
            "  azdetect query --remote https://help.kusto.windows.net/Samples 'StormEvents | count'"
        })
final class QueryCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final AzureAccess access;

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

    @Option(
            names = "--remote",
            paramLabel = "PLACE",
            description = "Run the query in Azure, on this Log Analytics workspace (its own id or its resource id) or"
                    + " database of Azure Data Explorer (https://CLUSTER.REGION.kusto.windows.net/DATABASE).")
    private String remote;

    @Mixin
    private AzureOptions azure;

    QueryCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws IOException {
        if (batch && text.isGiven()) {
            throw new UsageException("--batch reads its queries from standard input; leave the query out");
        }
        QueryLimits limits = settings.limits();
        if (remote != null) {
            return answerRemotely(limits);
        }
        return Interrupt.cancels(
                limits.cancellation(), () -> data.over(settings, terminal, workspace -> answer(workspace, limits)));
    }

    private int answerRemotely(QueryLimits limits) throws IOException {
        if (batch || settings.isLocal() || data.isGiven()) {
            throw new UsageException("--remote runs the query in Azure, on what is there: leave out --batch, --data,"
                    + " --workspace, --now and --parameter");
        }
        String query = text.read();
        RemoteResult result =
                azure.database(access, terminal, remote).query(query, settings.remoteSpan(), limits.time());
        format.write(result.columns(), result.rows(), terminal.out(), terminal.outScreen());
        if (result.partial().isPresent()) {
            terminal.out().flush();
            terminal.note("This is only a part of the answer: "
                    + SafeText.visible(result.partial().get()));
            return ExitCode.FAILURE;
        }
        return ExitCode.OK;
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
