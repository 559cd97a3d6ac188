package io.azdetect.bench;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.Hunt;
import io.azdetect.catalog.HuntResult;
import io.azdetect.telemetry.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The process that hunts; {@link HuntCommand} starts it. */
@Command(name = HuntChildCommand.NAME, hidden = true)
final class HuntChildCommand implements Callable<Integer> {
    static final String NAME = "hunt-child";

    private static final Path STATUS = Path.of("/proc/self/status");

    @Parameters(index = "0")
    private Path folder;

    @Parameters(index = "1")
    private String duckDbMemory;

    @Override
    public Integer call() throws Exception {
        List<Detection> detections = DetectionCatalog.builtIn().detections();
        try (Workspace workspace = Workspace.openReadOnly(folder)) {
            try (Statement statement = workspace.database().connection().createStatement()) {
                statement.execute("SET memory_limit = '" + duckDbMemory + "'");
            }
            PlainScan scan = new PlainScan(workspace, detections);
            Timings first = new Timings();
            first.time(() -> scanned(scan));
            Timings whole = new Timings();
            Map<Detection, Double> each = new LinkedHashMap<>();
            HuntResult result = whole.time(() -> hunt(workspace, detections, each));
            String memory = peakMemory();
            Timings later = new Timings();
            for (int i = 0; i < 3; i++) {
                later.time(() -> scanned(scan));
            }
            print(result, each, whole.median(), scan, first.median(), later.median());
            System.out.printf("%nPeak memory of the process: %s.%n", memory);
            return result.failed().isEmpty() ? 0 : 1;
        }
    }

    private static int scanned(PlainScan scan) throws Exception {
        scan.run();
        return scan.width();
    }

    private static HuntResult hunt(Workspace workspace, List<Detection> detections, Map<Detection, Double> each) {
        long[] last = {System.nanoTime()};
        return Hunt.in(workspace).run(detections, Optional.empty(), Optional.empty(), (detection, done, all) -> {
            long now = System.nanoTime();
            each.put(detection, (now - last[0]) / 1e6);
            last[0] = now;
        });
    }

    private static void print(
            HuntResult result, Map<Detection, Double> each, double whole, PlainScan scan, double first, double later) {
        Figures tables = new Figures("table", "rows");
        result.tables().forEach((table, rows) -> tables.row(table, String.format("%,d", rows)));
        System.out.println(tables + "\n");
        Figures figures = new Figures("", "ms", "alerts", "times the scan");
        each.forEach((detection, milliseconds) -> figures.row(
                detection.slug(),
                Timings.milliseconds(milliseconds),
                Long.toString(result.alerts().stream()
                        .filter(alert -> alert.detection().equals(detection))
                        .count()),
                Timings.ratio(milliseconds / later)));
        figures.row(
                "the whole hunt",
                Timings.milliseconds(whole),
                Integer.toString(result.alerts().size()),
                Timings.ratio(whole / later));
        figures.row("a plain scan of " + scan.width() + " columns", Timings.milliseconds(later), "", "1.00");
        figures.row("the same, first after opening", Timings.milliseconds(first), "", Timings.ratio(first / later));
        System.out.println(figures);
        result.failed().forEach(failure -> System.out.println(failure.detection() + " failed: " + failure.error()));
    }

    /** The most memory that the process ever had in RAM, as Linux counts it. */
    private static String peakMemory() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return "unknown on this system";
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> String.format("%,d MiB", Long.parseLong(line.replaceAll("\\D", "")) >> 10))
                .findFirst()
                .orElse("unknown");
    }
}
