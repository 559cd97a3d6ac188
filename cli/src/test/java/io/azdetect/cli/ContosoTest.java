package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands over the sample tenant: what is planted there is found, and nothing else. */
class ContosoTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HOME = Path.of("").toAbsolutePath().getParent();

    @TempDir
    static Path folder;

    private static String homeBefore;
    private static Outcome demo;

    @BeforeAll
    static void runTheDemo() {
        homeBefore = System.getProperty("azdetect.home");
        System.setProperty("azdetect.home", HOME.toString());
        demo = Commands.run(
                "demo",
                "--workspace",
                workspace(),
                "--report",
                folder.resolve("report.html").toString());
    }

    @AfterAll
    static void restore() {
        if (homeBefore == null) {
            System.clearProperty("azdetect.home");
        } else {
            System.setProperty("azdetect.home", homeBefore);
        }
    }

    private static String workspace() {
        return folder.resolve("demo").toString();
    }

    private static JsonNode hunt(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("hunt", "--workspace", workspace(), "--format", "json"));
        arguments.addAll(List.of(more));
        Outcome outcome = Commands.run(arguments.toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return JSON.readTree(outcome.out());
    }

    /** Technique and address of each alert; of two addresses the first, which is the one that is suspected. */
    private static List<String> found(JsonNode hunt) {
        List<String> found = new ArrayList<>();
        for (JsonNode alert : hunt.get("alerts")) {
            String address = "";
            for (JsonNode entity : alert.get("entities")) {
                if (address.isEmpty() && entity.get("type").textValue().equals("IP")) {
                    address = entity.get("value").textValue();
                }
            }
            found.add(alert.get("technique").textValue() + " from " + address);
        }
        return found;
    }

    /** The same of the table of attacks in GROUND_TRUTH.md; attacks that share an alert are one line here. */
    private static List<String> planted() throws IOException {
        Set<String> alerts = new LinkedHashSet<>();
        for (String line : Files.readAllLines(HOME.resolve("samples/contoso/GROUND_TRUTH.md"))) {
            String[] cells = line.split("\\s*\\|\\s*", -1);
            if (line.startsWith("| ") && cells.length == 8 && cells[1].matches("\\d+")) {
                for (String alert : cells[6].split(";\\s*", -1)) {
                    alerts.add(alert + " from " + cells[4]);
                }
            }
        }
        assertThat(alerts).as("alerts in GROUND_TRUTH.md").hasSize(6);
        return alerts.stream().map(a -> a.replaceFirst(" .* from ", " from ")).toList();
    }

    @Test
    void thePlantedAttacksAreFoundAndNobodyElseIsSuspected() throws IOException {
        JsonNode hunt = hunt();

        assertThat(hunt.get("failed")).isEmpty();
        assertThat(found(hunt)).containsAll(planted());
        assertThat(found(hunt))
                .extracting(alert -> alert.replaceFirst(".* from ", ""))
                .hasSameElementsAs(planted().stream()
                        .map(alert -> alert.replaceFirst(".* from ", ""))
                        .toList());
    }

    @Test
    void theDemoPrintsTheAlertsAndWhatToTryNext() {
        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(demo.out()).contains("dave.okafor@contoso.com").contains("AZT605.1");
        assertThat(demo.err()).contains("Ingested").contains("report.html").contains("Three things to try next");
    }

    @Test
    void theDemoWritesTheReport() throws IOException {
        assertThat(Files.readString(folder.resolve("report.html")))
                .startsWith("<!doctype html>")
                .contains("dave.<wbr>okafor@<wbr>contoso.<wbr>com")
                .contains("What to do next");
    }

    @Test
    void aHuntMayBeNarrowedDown() throws IOException {
        assertThat(found(hunt("--technique", "AZT605.1"))).hasSize(1);
        assertThat(found(hunt("--tactic", "execution"))).isNotEmpty().allMatch(alert -> alert.startsWith("AZT30"));
        assertThat(found(hunt("--to", "2024-03-13"))).isEmpty();
        assertThat(found(hunt("--from", "2024-03-13T17:00:00Z")))
                .contains("AZT605.1 from 198.51.100.88")
                .allMatch(alert -> alert.endsWith(" from 198.51.100.88"));
    }

    @Test
    void aHuntOverFilesFindsTheSameAsOneOverTheWorkspace() throws IOException {
        Outcome outcome = Commands.run("hunt", HOME.resolve("samples/contoso").toString(), "--format", "json");

        assertThat(JSON.readTree(outcome.out()).get("alerts")).isEqualTo(hunt().get("alerts"));
    }

    @Test
    void failOnDecidesTheExitCode() {
        assertThat(Commands.run("hunt", "--workspace", workspace(), "--fail-on", "high")
                        .code())
                .isEqualTo(1);
        assertThat(Commands.run("hunt", "--workspace", workspace(), "--fail-on", "high", "--to", "2024-03-13")
                        .code())
                .isZero();
        assertThat(Commands.run("hunt", "--workspace", workspace(), "--fail-on", "bad")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aHuntWritesToAFileAndNothingToStandardOutput() throws IOException {
        Path file = folder.resolve("hunt.sarif");

        Outcome outcome =
                Commands.run("hunt", "--workspace", workspace(), "--format", "sarif", "--out", file.toString());

        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("Wrote " + file);
        assertThat(JSON.readTree(file.toFile()).at("/runs/0/results")).hasSameSizeAs(hunt().get("alerts"));
    }

    @Test
    void aHuntNeedsOnePlaceToLook() {
        assertThat(Commands.run("hunt").code()).isEqualTo(2);
        assertThat(Commands.run("hunt", "--workspace", workspace(), "samples").code())
                .isEqualTo(2);
        assertThat(Commands.run("hunt", folder.resolve("none").toString()).err())
                .contains("there is no file or folder");
        assertThat(Commands.run("hunt", "--workspace", workspace(), "--from", "2024-03-14", "--to", "2024-03-13")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void ingestingAgainAddsNothing() {
        Path again = folder.resolve("again");
        String[] ingest = {
            "ingest", HOME.resolve("samples/contoso/responders").toString(), "--workspace", again.toString()
        };
        Commands.run(ingest);

        Outcome second = Commands.run(ingest);

        assertThat(second.code()).isZero();
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).contains("were there already");
    }

    @Test
    void whatCannotBeReadIsInTheQuarantine() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"category\": \"Administrative\", \"time");
        Path target = folder.resolve("broken");

        Outcome outcome = Commands.run("ingest", broken.toString(), "--workspace", target.toString());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("1 record could not become rows");
        assertThat(Commands.run("query", "--workspace", target.toString(), "--format", "csv", "Quarantine | count")
                        .out())
                .isEqualTo("Count\n1\n");
    }
}
