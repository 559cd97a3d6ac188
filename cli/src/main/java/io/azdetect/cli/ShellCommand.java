package io.azdetect.cli;

import io.azdetect.cli.shell.LineEditor;
import io.azdetect.cli.shell.PipedInput;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect shell}. */
@Command(
        name = "shell",
        description = "Write KQL queries at a prompt, with completion and history.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "A query ends at an empty line, or at a line that ends with ';'. '.help' at the prompt says the rest.",
            "Without a terminal, queries come from standard input: azdetect shell < queries.kql",
            "",
            "Examples:",
            "  azdetect shell --workspace .azdetect/demo",
            "  azdetect shell --data AzureActivity=activity.json"
        })
final class ShellCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private QuerySettings settings;

    @Mixin
    private DataFiles data;

    @Option(names = "--no-history", description = "Keep nothing of what is written here.")
    private boolean noHistory;

    ShellCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        return data.over(settings, terminal, this::run);
    }

    private int run(Workspace workspace) {
        if (!isAtTerminal()) {
            return new Shell(workspace, settings, terminal, new PipedInput(terminal.in()), false).run();
        }
        Optional<Path> history = noHistory ? Optional.empty() : Optional.of(historyFile(System.getenv()));
        try (LineEditor editor =
                new LineEditor(LineEditor.systemTerminal(), workspace.schema(), settings::options, history)) {
            return new Shell(workspace, settings, terminal, editor, true).run();
        }
    }

    /** The launcher says what Java cannot find out. */
    private boolean isAtTerminal() {
        return terminal.outScreen().interactive() && "terminal".equals(System.getProperty("azdetect.stdin"));
    }

    /** Beside what other programs remember of a user: https://specifications.freedesktop.org/basedir-spec. */
    static Path historyFile(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path folder = state.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(state);
        return folder.resolve("azdetect").resolve("history");
    }
}
