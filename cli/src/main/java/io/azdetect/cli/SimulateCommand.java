package io.azdetect.cli;

import io.azdetect.catalog.noise.GroundTruth;
import io.azdetect.catalog.noise.Injection;
import io.azdetect.cli.terminal.ProgressLine;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.telemetry.simulator.tenant.Simulation;
import io.azdetect.telemetry.simulator.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect simulate}. */
@Command(
        name = "simulate",
        description = "Write the logs of a made-up tenant's everyday work, in Azure's own formats and folder layout.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "With --attacks, GROUND_TRUTH.json and GROUND_TRUTH.md in the folder say what is hidden where.",
            "",
            "Examples:",
            "  azdetect simulate --out logs",
            "  azdetect simulate --out logs --identities 2000 --days 7 --seed 42",
            "  azdetect simulate --out logs --attacks AZT301.1,vm-run-command-script",
            "  azdetect simulate --out logs --attacks chains"
        })
final class SimulateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The folder to write to; it must be empty or absent.")
    private Path folder;

    @Mixin
    private TenantOptions options;

    @Mixin
    private AttackChoice attacks;

    @Mixin
    private DetectionChoice choice;

    SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        requireEmpty();
        Tenant tenant = Tenant.of(options.size(0));
        List<Injection> injections =
                attacks.injections(choice.detections(), tenant, tenant.size().start());
        Simulation simulation = new Simulation(tenant);
        injections.forEach(injection -> simulation.inject(injection.events()));
        write(terminal, simulation, folder);
        GroundTruth.write(folder, injections);
        return ExitCode.OK;
    }

    /** Logs that are there would be mixed with those that are written. */
    private void requireEmpty() throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new UsageException(
                            "there is something in " + folder + " already; name another folder, or empty this one");
                }
            }
        } else if (Files.exists(folder)) {
            throw new UsageException(folder + " is a file; name a folder");
        }
    }

    /** Writes while a person watches, and says what was written. */
    static void write(Terminal terminal, Simulation simulation, Path folder) {
        long started = System.nanoTime();
        Simulation.Written written;
        try (ProgressLine line = new ProgressLine(terminal, "Simulating")) {
            written = simulation.to(
                    folder, (done, all, records) -> line.at(done, all, Ingestion.count(records, "record")));
        }
        terminal.note(String.format(
                Locale.ENGLISH,
                "Wrote %s in %s, %,d MB, to %s in %.1f s.",
                Ingestion.count(written.records(), "record"),
                Ingestion.count(written.files(), "file"),
                written.bytes() / 1_000_000,
                folder,
                (System.nanoTime() - started) / 1e9));
    }
}
