package io.azdetect.cli.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.catalog.HuntResult;
import io.azdetect.cli.SampleHunt;
import io.azdetect.cli.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HuntFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String print(HuntFormat format, HuntResult hunt) {
        return print(format, hunt, Screen.FILE);
    }

    private static String print(HuntFormat format, HuntResult hunt, Screen screen) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        try {
            format.write(hunt, "1.2.3", out, screen);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(HuntFormat format, HuntResult hunt) throws IOException {
        return JSON.readTree(print(format, hunt));
    }

    @Test
    void jsonIsOneObjectWithEverything() throws IOException {
        JsonNode hunt = json(HuntFormat.JSON, SampleHunt.result());

        assertThat(hunt.fieldNames()).toIterable().containsExactly("alerts", "failed", "tables", "from", "to");
        assertThat(hunt.get("from").textValue()).isEqualTo("2024-05-20T00:00:00Z");
        assertThat(hunt.get("to").textValue()).isEqualTo("2024-05-22T00:00:00Z");
        assertThat(hunt.get("tables").get("AzureActivity").longValue()).isEqualTo(1234);
        assertThat(hunt.get("failed").get(0).get("detection").textValue()).isEqualTo("key-vault-read-surge");
        assertThat(hunt.get("failed").get(0).get("error").textValue()).contains("there is no table AzureDiagnostics");
        JsonNode alert = hunt.get("alerts").get(1);
        assertThat(alert.fieldNames())
                .toIterable()
                .containsExactly(
                        "detection", "name", "technique", "tactic", "severity", "time", "entities", "count", "rows");
        assertThat(alert.get("detection").textValue()).isEqualTo("vm-run-command-script");
        assertThat(alert.get("technique").textValue()).isEqualTo("AZT301.1");
        assertThat(alert.get("tactic").textValue()).isEqualTo("Execution");
        assertThat(alert.get("severity").textValue()).isEqualTo("High");
        assertThat(alert.get("time").textValue()).isEqualTo("2024-05-21T02:00:00Z");
        assertThat(alert.get("entities").get(0).get("value").textValue()).isEqualTo("mallory@contoso.com");
        assertThat(alert.get("count").intValue()).isEqualTo(4);
        assertThat(alert.get("rows")).hasSize(4);
        assertThat(alert.get("rows")
                        .get(0)
                        .get("Properties_d")
                        .get("statusCode")
                        .textValue())
                .isEqualTo("OK");
    }

    @Test
    void jsonOfNothingIsStillWhole() throws IOException {
        HuntResult nothing = new HuntResult(List.of(), List.of(), Map.of(), Optional.empty(), Optional.empty());

        assertThat(json(HuntFormat.JSON, nothing))
                .isEqualTo(JSON.readTree("{\"alerts\":[],\"failed\":[],\"tables\":{},\"from\":null,\"to\":null}"));
    }

    @Test
    void ndjsonIsOneAlertALine() {
        assertThat(print(HuntFormat.NDJSON, SampleHunt.result()).lines())
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(JSON.readTree(line).has("detection")).isTrue());
    }

    @Test
    void csvIsOneAlertALineUnderAHeader() {
        List<String> lines = print(HuntFormat.CSV, SampleHunt.result()).lines().toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .isEqualTo("time,severity,technique,tactic,detection,name,account,address,targets,count");
        assertThat(lines.get(2)).startsWith("2024-05-21T02:00:00Z,High,AZT301.1,Execution,vm-run-command-script,");
    }

    @Test
    void theTableSaysWhoFromWhereOnWhat() {
        assertThat(print(HuntFormat.TABLE, SampleHunt.result()))
                .contains("Severity  Technique  Detection")
                .contains("High")
                .contains("2024-05-21 02:00:00")
                .contains("mallory@contoso.com")
                .contains("198.51.100.7")
                .contains("storageaccounts/stcontosodata");
    }

    @Test
    void theTableSendsNoEscapeSequenceOfALog() {
        HuntResult hunt = SampleHunt.withCaller("\u001b[2J\u001b]0;owned\u0007");

        assertThat(print(HuntFormat.TABLE, hunt, new Screen(true, false, 200)))
                .doesNotContain("\u001b")
                .doesNotContain("\u0007");
    }

    @Test
    void severitiesHaveColoursWhereTheScreenHasThem() {
        assertThat(print(HuntFormat.TABLE, SampleHunt.result(), new Screen(true, true, 200)))
                .contains("\u001b[1;31mHigh\u001b[0m")
                .contains("\u001b[33mMedium\u001b[0m");
    }

    @Test
    void sarifHasARuleForEveryResult() throws IOException {
        JsonNode sarif = json(HuntFormat.SARIF, SampleHunt.result());

        assertThat(sarif.get("version").textValue()).isEqualTo("2.1.0");
        assertThat(sarif.get("$schema").textValue()).contains("sarif-schema-2.1.0.json");
        JsonNode run = sarif.get("runs").get(0);
        JsonNode rules = run.get("tool").get("driver").get("rules");
        assertThat(run.get("results"))
                .hasSize(3)
                .allSatisfy(result -> assertThat(
                                rules.get(result.get("ruleIndex").intValue()).get("id"))
                        .isEqualTo(result.get("ruleId")));
        JsonNode result = run.get("results").get(1);
        assertThat(result.get("level").textValue()).isEqualTo("error");
        assertThat(result.get("message").get("text").textValue()).contains("mallory@contoso.com");
        assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .textValue())
                .endsWith("/storageaccounts/stcontosodata");
        assertThat(rules.get(1).at("/properties/tags/1").textValue()).isEqualTo("AZT301.1");
    }

    @Test
    void sarifSaysWhatDidNotRun() throws IOException {
        JsonNode invocation = json(HuntFormat.SARIF, SampleHunt.result()).at("/runs/0/invocations/0");

        assertThat(invocation.get("executionSuccessful").booleanValue()).isFalse();
        assertThat(invocation
                        .at("/toolExecutionNotifications/0/associatedRule/id")
                        .textValue())
                .isEqualTo("key-vault-read-surge");
    }

    @Test
    void sarifFingerprintsTellAlertsApartAndStayTheSame() throws IOException {
        JsonNode results = json(HuntFormat.SARIF, SampleHunt.result()).at("/runs/0/results");

        assertThat(results.findValuesAsText("alert/v1")).doesNotHaveDuplicates().hasSize(3);
        assertThat(json(HuntFormat.SARIF, SampleHunt.result()).at("/runs/0/results"))
                .isEqualTo(results);
    }

    @Test
    void htmlIsThePage() {
        assertThat(print(HuntFormat.HTML, SampleHunt.result()))
                .startsWith("<!doctype html>")
                .contains("azdetect 1.2.3");
    }
}
