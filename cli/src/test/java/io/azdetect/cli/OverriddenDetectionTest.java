package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import io.azdetect.telemetry.simulator.Events;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A detection of one's own with the id of a built-in one stands in its place, whatever the command. The technique has this
 * one built-in detection, so that a command that still saw it would name it.
 */
class OverriddenDetectionTest {
    private static final String TECHNIQUE = "AZT301.2";
    private static final String BUILT_IN = "custom-script-extension";
    private static final String OWN = "machines-restarted";
    private static final String OWN_NAME = "Machines restarted at all";

    /** The id of the built-in one, in capitals: ids are compared in any spelling. */
    private static final String FILE = """
        id: D4AD7E53-F083-44C8-811F-E01AA924EF58
        name: Machines restarted at all
        severity: Medium
        queryFrequency: 5m
        queryPeriod: 5m
        triggerOperator: gt
        triggerThreshold: 0
        tactics: [Execution]
        query: |
          // As many restarts are nothing to tell of.
          let Most = 0;
          AzureActivity
          | where OperationNameValue =~ "Microsoft.Compute/virtualMachines/restart/action"
          | summarize TimeGenerated = max(TimeGenerated), Restarts = count() by Caller
          | where Restarts > Most
        entityMappings:
          - entityType: Account
            fieldMappings: [{identifier: FullName, columnName: Caller}]
        azdetect:
          technique: AZT301.2
          parameters:
            - {name: Most, type: long, default: 0, description: As many restarts are nothing to tell of.}
          telemetry:
            tables: [AzureActivity]
          tests:
            - name: a restart fires
              events: [activity: {operation: Microsoft.Compute/virtualMachines/restart/action, resource: Microsoft.Compute/virtualMachines/vm-1, caller: a@contoso.com}]
              alerts: [entities: {Account: a@contoso.com}]
        """;

    @TempDir
    private static Path folder;

    private static Path own;
    private static Path workspace;

    @BeforeAll
    static void prepare() throws IOException {
        own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve(OWN + ".yaml"), FILE);
        Path log = Files.createDirectories(folder.resolve("logs/insights-activity-logs"))
                .resolve("PT1H.json");
        Files.writeString(
                log,
                Events.of("activity")
                        .with("operation", "Microsoft.Compute/virtualMachines/restart/action")
                        .with("resource", "Microsoft.Compute/virtualMachines/vm-1")
                        .with("caller", "mallory@contoso.com")
                        .at(Instant.parse("2024-04-02T09:12:00Z"))
                        .record()
                        .toString());
        workspace = folder.resolve("workspace");
        Outcome ingested =
                Commands.run("ingest", folder.resolve("logs").toString(), "--workspace", workspace.toString());
        assertThat(ingested.code()).as(ingested.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "hunt --workspace WORKSPACE --format json",
                "test --mutate --at-least 0 --format json",
                "coverage --workspace WORKSPACE --format json",
                "noise --workspace WORKSPACE --days 1 --format json",
                "tune --workspace WORKSPACE --budget 0 --out OUT/tuned.yaml",
                "export --format sentinel --out OUT",
                "site --out OUT",
                "simulate --identities 20 --days 1 --attacks all --out OUT"
            })
    void itIsSeenInPlaceOfTheBuiltInOne(String command, @TempDir Path out) throws IOException {
        String said = said(run(command, out), out);

        assertThat(said.contains(OWN) || said.contains(OWN_NAME)).as(said).isTrue();
        // Stratus Red Team has a technique of nearly this name.
        assertThat(said.replace("vm-" + BUILT_IN, "").lines())
                .filteredOn(line -> line.contains(BUILT_IN))
                .isEmpty();
    }

    @Test
    void showKnowsItByItsIdAndItsNameAndNoLongerTheBuiltInOne() {
        for (String known : List.of("d4ad7e53-f083-44c8-811f-e01aa924ef58", OWN)) {
            assertThat(Commands.run("show", known, "--detections", own.toString())
                            .out())
                    .contains(OWN_NAME);
        }
        assertThat(Commands.run("show", BUILT_IN, "--detections", own.toString())
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }

    /** It runs every five minutes, the built-in one every hour. */
    @Test
    void costCountsItsFrequency(@TempDir Path out) {
        Outcome outcome = run("cost", out);

        assertThat(outcome.out()).contains("5 minutes").contains("for 1 rules").doesNotContain("60 minutes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentinel", "monitor"})
    void deployPlansItsRule(String target) {
        try (AzureWorld world = new AzureWorld()) {
            List<String> arguments = new ArrayList<>(List.of("deploy", "plan", "--target", target));
            arguments.addAll(choice());
            arguments.addAll(world.scope());

            Outcome outcome = world.run(arguments.toArray(String[]::new));

            assertThat(outcome.code()).as(outcome.toString()).isZero();
            assertThat(outcome.out()).contains("+ " + OWN).contains("1 to add").doesNotContain(BUILT_IN);
        }
    }

    private static List<String> choice() {
        return List.of("--technique", TECHNIQUE, "--detections", own.toString());
    }

    private static Outcome run(String command, Path out) {
        List<String> arguments = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
            arguments.add(word.replace("WORKSPACE", workspace.toString()).replace("OUT", out.toString()));
        }
        arguments.addAll(choice());
        Outcome outcome = Commands.run(arguments.toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.toString()).isIn(ExitCode.OK, ExitCode.FOUND);
        return outcome;
    }

    /** All that a command printed, and the names and texts of all files that it wrote. */
    private static String said(Outcome outcome, Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return outcome.out()
                    + files.filter(Files::isRegularFile)
                            .map(file -> out.relativize(file) + "\n" + text(file))
                            .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
