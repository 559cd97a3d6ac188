package io.azdetect.bench;

import io.azdetect.telemetry.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The built-in detections over a month of logs or less, in a process of its own whose memory is bounded. */
@Command(
        name = "hunt",
        description = "Times a hunt with the built-in detections beside one plain scan of what they read.",
        mixinStandardHelpOptions = true)
final class HuntCommand implements Callable<Integer> {
    @Option(names = "--rows", description = "How many rows in all tables (default: ${DEFAULT-VALUE}).")
    private long rows = 10_000_000;

    @Option(names = "--days", description = "Over how many days (default: ${DEFAULT-VALUE}).")
    private int days = 30;

    @Option(names = "--heap", description = "The hunt's Java heap (default: ${DEFAULT-VALUE}).")
    private String heap = "1g";

    @Option(names = "--duckdb-memory", description = "DuckDB's memory limit in it (default: ${DEFAULT-VALUE}).")
    private String duckDbMemory = "2GB";

    @Option(names = "--temp", paramLabel = "DIR", description = "Where the store is made, and deleted.")
    private Path temp;

    @Override
    public Integer call() throws Exception {
        try (Scratch scratch = new Scratch(temp)) {
            Path folder = scratch.resolve("workspace");
            Timings making = new Timings();
            making.time(() -> {
                try (Workspace workspace = Workspace.open(folder)) {
                    new StoredLogs(workspace, days).everything(rows);
                }
                return rows;
            });
            System.out.printf("%,d rows, made in %.0f s%n%n", rows, making.min() / 1000);
            return new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + heap,
                            "-cp",
                            System.getProperty("java.class.path"),
                            WholeRun.class.getName(),
                            HuntChildCommand.NAME,
                            folder.toString(),
                            duckDbMemory))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }
}
