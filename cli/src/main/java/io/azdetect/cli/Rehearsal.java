package io.azdetect.cli;

import io.azdetect.cli.terminal.Screen;
import io.azdetect.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs each command once over almost nothing. The launcher has the JVM watch this and write an archive of the classes that
 * it loads, which halves the time that later commands take to start.
 */
final class Rehearsal {
    private static final String QUERY = "datatable(a: string, t: datetime)['x y', datetime(2024-05-20)]"
            + " | where a has 'x' and t > ago(1d) | extend d = todynamic(a) | summarize n = count() by a, bin(t, 1h)"
            + " | join kind=leftouter (print a = 'x y') on a | top 1 by n";

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        DuckDbLibrary.unpackBesideJar();
        try (TemporaryFolder folder = new TemporaryFolder()) {
            Path log = folder.path().resolve("heartbeat.ndjson");
            Files.writeString(log, "{\"TimeGenerated\": \"2024-05-20T10:00:00Z\", \"Computer\": \"one\"}\n");
            String workspace = folder.path().resolve("workspace").toString();
            run("ingest", "--workspace", workspace, "--table", "Heartbeat", log.toString());
            run("query", "--workspace", workspace, QUERY);
            run("query", "--format", "csv", "print nothing");
            run("query", "--batch");
            run("explain", QUERY);
            run("list");
            run("show", "storage-account-keys-listed");
            run("hunt", "--workspace", workspace, "--format", "json");
            run("hunt", "--help");
        }
        // DuckDB's threads may still be at work.
        System.exit(ExitCode.OK);
    }

    private static void run(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        InputStream in =
                new ByteArrayInputStream("{\"id\": 1, \"query\": \"print 1\"}\n".getBytes(StandardCharsets.UTF_8));
        AzDetect.run(new Terminal(in, nowhere, nowhere, Screen.FILE, Screen.FILE), arguments);
    }
}
