package io.azdetect.cli;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionTests;
import io.azdetect.catalog.MutationReport;
import io.azdetect.catalog.MutationReport.Fate;
import io.azdetect.catalog.MutationTests;
import io.azdetect.cli.terminal.ProgressLine;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.cli.testing.TestFormat;
import io.azdetect.cli.testing.TestResults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code azdetect test}. */
@Command(
        name = "test",
        description = "Run the tests that detection files hold, or see whether they would notice a mistake.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect test",
            "  azdetect test mine/*.yaml --format junit --out results.xml",
            "  azdetect test --mutate --detection vm-run-command",
            "",
            "The exit code is 0 when all is well, 1 when a test fails or too many mistakes go unnoticed, and 2 when a"
                    + " detection file is wrong."
        })
final class TestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Detection files, or folders of them; the whole catalogue unless given.")
    private List<Path> paths = List.of();

    @Mixin
    private DetectionChoice choice;

    @Option(
            names = "--mutate",
            description = "Make small mistakes in each query, one at a time, and show those that no test notices.")
    private boolean mutate;

    @Option(
            names = "--time-box",
            paramLabel = "TIME",
            converter = Moments.DurationConverter.class,
            description = "With --mutate: stop after this long, such as 60s; the mistakes left then are not counted.")
    private Duration timeBox;

    @Option(
            names = "--at-least",
            paramLabel = "PERCENT",
            description = "With --mutate: how many of the mistakes must be noticed; 95 unless given.")
    private double atLeast = 95;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private TestFormat format = TestFormat.TABLE;

    @Mixin
    private OutputFile output = new OutputFile();

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (timeBox != null && !mutate) {
            throw new UsageException("--time-box goes with --mutate");
        }
        List<Detection> detections = detections();
        try (DetectionTests tests = DetectionTests.of(detections)) {
            TestResults results = run(tests, detections);
            if (!mutate) {
                output.write(terminal, (out, screen) -> format.write(results, out, screen));
                terminal.note(results.summary());
                return results.failed() == 0 ? ExitCode.OK : ExitCode.FOUND;
            }
            return mutate(tests, results);
        }
    }

    /** A mistake is only noticed by tests that pass without it. */
    private int mutate(DetectionTests tests, TestResults results) throws IOException {
        if (results.failed() > 0) {
            TestFormat.TABLE.write(results, terminal.err(), terminal.errScreen());
            terminal.note(results.summary() + " Mend that first.");
            return ExitCode.FOUND;
        }
        MutationReport report;
        try (ProgressLine line = new ProgressLine(terminal, "Mutating")) {
            report = MutationTests.of(tests)
                    .run(
                            results.detections(),
                            Optional.ofNullable(timeBox),
                            (done, all, detection) -> line.at(done, all, detection.slug()));
        }
        output.write(terminal, (out, screen) -> format.write(report, out, screen));
        report.problems().forEach(problem -> terminal.note(problem.toString()));
        terminal.note(summary(report));
        return report.problems().isEmpty() && report.reaches(atLeast) ? ExitCode.OK : ExitCode.FOUND;
    }

    private TestResults run(DetectionTests tests, List<Detection> detections) {
        List<TestResults.OfDetection> results = new ArrayList<>();
        try (ProgressLine line = new ProgressLine(terminal, "Testing")) {
            for (Detection detection : detections) {
                results.add(new TestResults.OfDetection(detection, tests.run(detection)));
                line.at(results.size(), detections.size(), detection.slug());
            }
        }
        return new TestResults(results);
    }

    private List<Detection> detections() {
        return choice.detections(paths.isEmpty() ? choice.catalog() : DetectionChoice.read(paths));
    }

    private static String summary(MutationReport report) {
        long left = report.count(Fate.NOT_TRIED);
        long equivalent = report.count(Fate.EQUIVALENT);
        return "%d of %d mistakes were noticed (%.1f %%)%s%s."
                .formatted(
                        report.count(Fate.KILLED),
                        report.count(Fate.KILLED) + report.count(Fate.SURVIVED),
                        report.score(),
                        equivalent == 0 ? "" : "; " + equivalent + " make no difference",
                        left == 0 ? "" : "; " + left + " were not tried in this time");
    }
}
