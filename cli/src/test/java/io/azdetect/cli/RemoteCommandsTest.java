package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.standin.ArmState;
import io.azdetect.cli.standin.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code azdetect query --remote} and {@code azdetect hunt --remote} against a stand-in for a Log Analytics workspace. */
class RemoteCommandsTest {
    private static final String ID = "aaaaaaaa-0000-0000-0000-000000000000";

    private final AzureWorld world = new AzureWorld();

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private Outcome run(String command, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--log-analytics", world.azure().address().toString()));
        arguments.addAll(List.of(more));
        return world.run(arguments.toArray(String[]::new));
    }

    private static ArrayNode rows(ObjectNode answer) {
        return (ArrayNode) answer.at("/tables/0/rows");
    }

    @Test
    void valuesOfEveryTypeArriveAsTheyAre() {
        ObjectNode answer = ArmState.table(
                "b:bool",
                "i:int",
                "l:long",
                "r:real",
                "d:decimal",
                "s:string",
                "t:datetime",
                "p:timespan",
                "g:guid",
                "y:dynamic");
        rows(answer)
                .addArray()
                .add(true)
                .add(1)
                .add(9007199254740993L)
                .add(0.5)
                .add("12345678901234567890.5")
                .add("a,b")
                .add("2024-05-20T10:00:00.1234567Z")
                .add("1.02:03:04")
                .add("74be27de-1e4e-49d9-b579-fe0b331d3642")
                .add("{\"k\":[1]}");
        rows(answer)
                .addArray()
                .addNull()
                .addNull()
                .addNull()
                .add("NaN")
                .addNull()
                .add("")
                .addNull()
                .addNull()
                .addNull()
                .addNull();
        world.azure().answering(query -> answer);

        Outcome outcome = run("query", "--remote", ID, "--format", "csv", "T | take 2");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo("""
            b,i,l,r,d,s,t,p,g,y
            true,1,9007199254740993,0.5,12345678901234567890.5,"a,b",2024-05-20T10:00:00.1234567Z,1.02:03:04,\
            74be27de-1e4e-49d9-b579-fe0b331d3642,"{""k"":[1]}"
            ,,,NaN,,,,,,
            """);
    }

    @Test
    void theTimeSpanGoesWithTheQueryToTheWorkspaceThatIsNamed() {
        run("query", "--remote", ID, "--timespan", "P1D", "T | count");

        assertThat(world.azure().asked()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/v1/workspaces/" + ID + "/query");
            assertThat(AzureWorld.object(request.body()).get("timespan").asText())
                    .isEqualTo("PT24H");
            assertThat(AzureWorld.object(request.body()).get("query").asText()).isEqualTo("T | count");
        });
    }

    @Test
    void aResourceIdNamesAWorkspaceToo() {
        run("query", "--remote", AzureWorld.WORKSPACE, "T | count");

        assertThat(world.azure().asked().get(0).path()).isEqualTo("/v1" + AzureWorld.WORKSPACE + "/query");
    }

    @Test
    void aPartOfTheAnswerIsPrintedAndCalledAPart() {
        ObjectNode answer = ArmState.table("Count:long");
        rows(answer).addArray().add(3);
        answer.putObject("error").put("code", "PartialError").put("message", "The result is too large.");
        world.azure().answering(query -> answer);

        Outcome outcome = run("query", "--remote", ID, "--format", "csv", "T | count");

        assertThat(outcome.out()).isEqualTo("Count\n3\n");
        assertThat(outcome.err()).contains("only a part of the answer").contains("The result is too large.");
        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void whatIsWrongWithAQueryIsSaidInTheWordsThatHelp() {
        world.azure().answering(query -> AzureWorld.object("""
            {"error": {"code": "BadArgumentError", "message": "The request had some invalid properties",
             "innererror": {"code": "SemanticError", "message": "A semantic error occurred.",
             "innererror": {"code": "SEM0100", "message": "'where' operator: Failed to resolve column 'x'",
             "line": 2, "pos": 8}}}}\
            """));

        Outcome outcome = run("query", "--remote", ID, "T\n| where x == 1");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err()).contains("Failed to resolve column 'x' (line 2, column 9)");
    }

    @Test
    void whenTheWorkspaceIsBusyItIsAskedAgainLater() {
        AtomicInteger requests = new AtomicInteger();
        world.azure().retryAfter(11);
        world.azure().failing(r -> requests.getAndIncrement() == 0 ? Fault.BUSY : Fault.NONE);

        Outcome outcome = run("query", "--remote", ID, "T | count");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(world.time().sleeps()).contains(Duration.ofSeconds(11));
    }

    @Test
    void aNameIsNoWorkspaceAndOptionsOfLocalQueriesDoNotFit() {
        assertThat(run("query", "--remote", "law", "T").err()).contains("'law' is no workspace");
        assertThat(run("query", "--remote", ID, "--now", "2024-05-20", "T").code())
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("hunt", "--remote", ID, "logs").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aHuntEvaluatesEachDetectionOverItsPeriodAndRaisesWhatReachesItsTrigger() {
        ObjectNode found = ArmState.table("TimeGenerated:datetime", "Caller:string", "CallerIpAddress:string");
        rows(found)
                .addArray()
                .add("2025-12-31T23:30:00Z")
                .add("mallory@contoso.com")
                .add("203.0.113.9");
        world.azure().answering(query -> query.contains("runCommand/action") ? found : ArmState.table("Caller:string"));

        Outcome outcome = run("hunt", "--remote", ID, "--technique", "AZT301.1", "--format", "json");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        JsonNode alerts = AzureWorld.json(outcome).get("alerts");
        assertThat(alerts).isNotEmpty();
        assertThat(alerts.toString()).contains("mallory@contoso.com").contains("203.0.113.9");
        assertThat(world.azure().asked())
                .allSatisfy(r -> assertThat(
                                AzureWorld.object(r.body()).get("timespan").asText())
                        .matches("PT\\d+H"));
    }

    @Test
    void aDetectionThatCouldNotRunOrSawOnlyAPartIsNamed() {
        world.azure().answering(query -> {
            ObjectNode answer = ArmState.table("Caller:string");
            answer.putObject("error").put("code", "PartialError").put("message", "Query timed out.");
            return answer;
        });

        Outcome outcome = run("hunt", "--remote", ID, "--technique", "AZT301.1", "--fail-on", "low");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err())
                .contains("not run: vm-run-command: it saw only a part")
                .contains("Query timed out.");
    }

    /** Of two detections, each with one request. */
    private Outcome huntInThePast(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--remote", ID, "--without-built-in"));
        arguments.addAll(List.of("--detections", "../detections/execution/vm-run-command.yaml"));
        arguments.addAll(List.of("--detections", "../detections/execution/vm-run-command-script.yaml"));
        arguments.addAll(List.of("--from", "2025-12-31T20:00:00Z", "--to", "2026-01-01T00:00:00Z"));
        arguments.addAll(List.of(more));
        return run("hunt", arguments.toArray(String[]::new));
    }

    @Test
    void aDetectionThatIsOnlyAnsweredInPartIsNamedWithTheTimeThatIsMissing() {
        world.azure().answering(query -> {
            ObjectNode answer = ArmState.table("TimeGenerated:datetime", "AzDetectEnd:datetime", "Caller:string");
            answer.putObject("error").put("code", "PartialError").put("message", "A cluster is down.");
            return answer;
        });

        Outcome outcome = huntInThePast("--fail-on", "low");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err())
                .contains("not run: vm-run-command: it saw only a part; from 2025-12-31T")
                .contains("A cluster is down.");
    }

    @Test
    void aQueryThatTookTooLongIsNotRepeatedButAskedForInHalves() {
        AtomicInteger requests = new AtomicInteger();
        world.azure().failing(r -> requests.getAndIncrement() == 0 ? Fault.TOO_LONG : Fault.NONE);
        world.azure().answering(query -> ArmState.table("TimeGenerated:datetime", "AzDetectEnd:datetime"));

        Outcome outcome = huntInThePast();

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(world.time().sleeps()).isEmpty();
        assertThat(world.azure().asked()).hasSize(2 + 2);
    }

    @Test
    void howLongRequestsWaitedForABusyServiceIsSaid() {
        AtomicInteger requests = new AtomicInteger();
        world.azure().retryAfter(11);
        world.azure().failing(r -> requests.getAndIncrement() == 0 ? Fault.BUSY : Fault.NONE);
        world.azure().answering(query -> ArmState.table("TimeGenerated:datetime", "AzDetectEnd:datetime"));

        Outcome outcome = huntInThePast();

        assertThat(outcome.err()).contains("Azure was busy: requests waited");
        assertThat(outcome.err()).contains("0 alerts of 2 detections, evaluated in Azure from 2025-12-31T20:00:00Z");
    }

    @Test
    void aRangeNeedsABeginThatIsOver() {
        assertThat(run("hunt", "--remote", ID, "--to", "2025-12-31").err()).contains("say --from as well");
        assertThat(run("hunt", "--remote", ID, "--from", "2026-01-02").err()).contains("is in the future");
        assertThat(run("hunt", "--remote", ID, "--from", "2025-12-31", "--to", "2025-12-30")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }
}
