package io.azdetect.cli;

import io.azdetect.cli.terminal.Terminal;
import io.azdetect.kql.CompiledResult;
import io.azdetect.kql.KqlException;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azdetect explain}. */
@Command(
        name = "explain",
        description = "Show what a KQL query becomes: its columns, its plan, and the SQL that runs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private QueryText text;

    @Mixin
    private QuerySettings settings;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String query = text.read();
        try (Workspace workspace = settings.open()) {
            Queries queries = new Queries(workspace, settings.options(), settings.limits());
            for (CompiledResult result : queries.compile(query)) {
                if (settings.workspace().isEmpty()) {
                    queries.createTables(result.query());
                }
                Explanation.of(result.query(), queries).print(terminal);
            }
            return ExitCode.OK;
        } catch (KqlException e) {
            terminal.note(new CaretMessage(query, e.diagnostic())
                    .text(terminal.errScreen().palette()));
            return ExitCode.FAILURE;
        }
    }
}
