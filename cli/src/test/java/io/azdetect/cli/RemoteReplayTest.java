package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.format.KustoJson;
import io.azdetect.engine.QueryLimits;
import io.azdetect.engine.QueryResult;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompileOptions.TimeRange;
import io.azdetect.telemetry.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code azdetect hunt --remote --from --to} on a workspace that answers its queries for real: the stand-in runs them with our
 * own engine over the sample's rows, and what comes of it is what a hunt in these rows finds.
 */
class RemoteReplayTest {
    private static final String ID = "aaaaaaaa-0000-0000-0000-000000000000";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Workspace rows;

    @BeforeAll
    static void ingestTheSample() {
        String workspace = folder.resolve("contoso").toString();
        assertThat(Commands.run("ingest", "../samples/contoso", "--workspace", workspace)
                        .code())
                .isZero();
        rows = Workspace.openReadOnly(Path.of(workspace));
    }

    @AfterAll
    static void close() {
        rows.close();
    }

    /** What a workspace with these rows would answer. */
    private static ObjectNode answer(ObjectNode request) {
        String[] span = request.get("timespan").asText().split("/", 2);
        CompileOptions options = CompileOptions.at(Instant.parse("2030-01-01T00:00:00Z"))
                .within(new TimeRange(Instant.parse(span[0]), Instant.parse(span[1])));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = KustoJson.compact(bytes);
                QueryResult result = rows.kql()
                        .run(rows.kql().compile(request.get("query").asText(), options), QueryLimits.standard())) {
            List<List<Object>> all = new ArrayList<>();
            result.forEach(row -> all.add(Arrays.asList(row.clone())));
            json.writeStartObject();
            KustoJson.writeResult(json, result.columns(), all);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tables(bytes.toByteArray());
    }

    /** Log Analytics sends dynamic values as text. */
    private static ObjectNode tables(byte[] result) {
        try {
            ObjectNode table = ((ObjectNode) JSON.readTree(result)).put("name", "PrimaryResult");
            for (JsonNode row : table.get("rows")) {
                for (int i = 0; i < row.size(); i++) {
                    if (row.get(i).isContainerNode()) {
                        ((ArrayNode) row).set(i, row.get(i).toString());
                    }
                }
            }
            ObjectNode answer = JSON.createObjectNode();
            answer.putArray("tables").add(table);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome here(List<String> more) {
        List<String> arguments = new ArrayList<>(
                List.of("hunt", "--workspace", folder.resolve("contoso").toString(), "--format", "json"));
        arguments.addAll(more);
        return Commands.run(arguments.toArray(String[]::new));
    }

    private static Outcome remotely(AzureWorld world, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("hunt", "--remote", ID, "--format", "json"));
        arguments.addAll(List.of("--log-analytics", world.azure().address().toString()));
        arguments.addAll(more);
        return world.run(arguments.toArray(String[]::new));
    }

    /** Detections that judge records one by one and that look back, over a morning in which most of them fire. */
    private static final List<String> MORNING = List.of(
            "--from",
            "2024-03-13T09:00:00Z",
            "--to",
            "2024-03-13T12:30:00Z",
            "--without-built-in",
            "--detections",
            "../detections/execution/vm-run-command.yaml",
            "--detections",
            "../detections/initial-access/impossible-travel.yaml",
            "--detections",
            "../detections/credential-access/automation-runbook-by-newcomer.yaml");

    /** The morning, or all detections over a working day where the whole is asked for. */
    private static List<String> range() {
        return "yes".equals(System.getProperty("azdetect.full"))
                ? List.of("--from", "2024-03-13T08:00:00Z", "--to", "2024-03-13T16:30:00Z")
                : MORNING;
    }

    @Test
    void everyDetectionFindsInAzureWhatItFindsHere() {
        try (AzureWorld world = new AzureWorld()) {
            world.azure().answeringRequests(RemoteReplayTest::answer);

            Outcome remote = remotely(world, range());

            assertThat(remote.code()).as(remote.err()).isZero();
            JsonNode expected = AzureWorld.json(here(range())).get("alerts");
            assertThat(expected).hasSizeGreaterThan(2);
            assertThat(AzureWorld.json(remote).get("alerts")).isEqualTo(expected);
            assertThat(AzureWorld.json(remote).get("failed")).isEmpty();
        }
    }

    private static int evaluations(ObjectNode request) {
        return request.get("query").asText().split("AzDetectEvaluation\\(", -1).length - 1;
    }

    @Test
    void whatIsTooMuchForOneAnswerIsAskedForInHalves() {
        try (AzureWorld world = new AzureWorld()) {
            world.azure().answeringRequests(request -> {
                ObjectNode answer = answer(request);
                if (evaluations(request) > 1) {
                    answer.putObject("error").put("code", "PartialError").put("message", "The result is too large.");
                }
                return answer;
            });

            Outcome remote = remotely(world, MORNING);

            assertThat(remote.code()).as(remote.err()).isZero();
            assertThat(AzureWorld.json(remote).get("alerts"))
                    .isEqualTo(AzureWorld.json(here(MORNING)).get("alerts"));
            assertThat(AzureWorld.json(remote).get("failed")).isEmpty();
        }
    }
}
