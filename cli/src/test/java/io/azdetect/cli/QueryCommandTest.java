package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static List<JsonNode> batch(String... lines) {
        Outcome outcome = Commands.runWithInput(String.join("\n", lines) + "\n", "query", "--batch");
        assertThat(outcome.code()).isZero();
        return outcome.out().lines().map(QueryCommandTest::json).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    @Test
    void answersOnStandardOutputAndNothingElseThere() {
        Outcome outcome = Commands.run("query", "--format", "csv", "print a = 1, b = 'x'");

        assertThat(outcome).isEqualTo(new Outcome(0, "a,b\n1,x\n", ""));
    }

    @Test
    void printsSeveralResultsOneAfterAnotherEachUnderItsName() {
        String query = "range x from 1 to 2 step 1 | fork Big = (where x > 1) (count)";

        assertThat(Commands.run("query", "--format", "csv", query).out())
                .isEqualTo("# Big\nx\n2\n\n# Result 2\nCount\n2\n");
        assertThat(Commands.run("query", "--format", "markdown", query).out())
                .isEqualTo("## Big\n\n| x |\n| ---: |\n| 2 |\n\n## Result 2\n\n| Count |\n| ---: |\n| 2 |\n");
        assertThat(Commands.run("query", query).out().lines())
                .contains("Big", "Result 2")
                .first()
                .isEqualTo("Big");
    }

    @Test
    void jsonHasTheFirstResultWhereItAlwaysIsAndTheOthersBehind() {
        assertThat(Commands.run("query", "--format", "json", "print a = 1; print b = 'x' | as T; T")
                        .out())
                .isEqualTo(
                        "{\"name\":\"Result 1\",\"columns\":[{\"name\":\"a\",\"type\":\"long\"}],\"rows\":[[1]],"
                                + "\"more\":[{\"name\":\"T\",\"columns\":[{\"name\":\"b\",\"type\":\"string\"}],\"rows\":[[\"x\"]]},"
                                + "{\"name\":\"Result 3\",\"columns\":[{\"name\":\"b\",\"type\":\"string\"}],\"rows\":[[\"x\"]]}]}\n");
    }

    @Test
    void ndjsonSaysOfEachRowWhichResultItIsOf() {
        assertThat(Commands.run("query", "--format", "ndjson", "print a = 1; print b = 2")
                        .out())
                .isEqualTo(
                        "{\"result\":\"Result 1\",\"row\":{\"a\":1}}\n{\"result\":\"Result 2\",\"row\":{\"b\":2}}\n");
    }

    @Test
    void aBatchAnswersAQueryWithSeveralResultsOnOneLine() {
        JsonNode answer = batch("{\"id\": 7, \"query\": \"print a = 1 | facet by a\\n; print b = 2\"}")
                .get(0);

        assertThat(answer.get("id").intValue()).isEqualTo(7);
        assertThat(answer.get("name").textValue()).isEqualTo("a");
        assertThat(answer.get("rows").toString()).isEqualTo("[[1,1]]");
        assertThat(answer.at("/more/0/name").textValue()).isEqualTo("Result 2");
        assertThat(answer.at("/more/0/rows").toString()).isEqualTo("[[2]]");
    }

    @Test
    void explainShowsEachOfSeveralResults() {
        assertThat(Commands.run("explain", "print a = 1; print b = 2").out()).contains("a:long", "b:long");
    }

    @Test
    void pointsAtTheMistakeOnStandardError() {
        Outcome outcome = Commands.run("query", "SigninLogs\n| where UserPrincipalNam == 'a'");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("KQL202")
                .contains("line 2, column 9")
                .contains("2 | | where UserPrincipalNam == 'a'")
                .contains("  |         ^^^^^^^^^^^^^^^^")
                .contains("UserPrincipalName");
    }

    @Test
    void knowsTheTablesOfAzureWithoutAWorkspace() {
        assertThat(Commands.run("query", "--format", "ndjson", "AzureActivity | count")
                        .out())
                .isEqualTo("{\"Count\":0}\n");
    }

    @Test
    void withoutAWorkspaceASearchGoesThroughTheFilesAndViewsThatThereAre() throws IOException {
        Path heartbeat = folder.resolve("heartbeat.json");
        Files.writeString(heartbeat, """
                [{"TimeGenerated": "2024-05-01T10:00:00Z", "Computer": "web-5"}]
                """);
        String view = "let Numbers = view () { range n from 1 to 9 step 1 }; ";

        assertThat(Commands.run("query", "--format", "csv", view + "search n == 5")
                        .out())
                .isEqualTo("$table,n\nNumbers,5\n");
        assertThat(Commands.run(
                                "query",
                                "--format",
                                "csv",
                                "--data",
                                "Heartbeat=" + heartbeat,
                                view + "search 'web' or n == 5 | project $table, Computer, n | sort by n")
                        .out())
                .isEqualTo("$table,Computer,n\nNumbers,,5\nHeartbeat,web-5,\n");
        assertThat(Commands.run("query", "search 'web'").err()).contains("KQL201", "there is no table to go through");
    }

    @Test
    void takesNowAndATimeSpan() throws IOException {
        Path data = folder.resolve("heartbeat.ndjson");
        Files.writeString(data, """
                {"TimeGenerated": "2024-05-20T08:00:00Z", "Computer": "old"}
                {"TimeGenerated": "2024-05-20T09:30:00Z", "Computer": "new"}
                """);

        Outcome outcome = Commands.run(
                "query",
                "--data",
                "Heartbeat=" + data,
                "--now",
                "2024-05-20T10:00:00Z",
                "--timespan",
                "PT1H",
                "--format",
                "csv",
                "Heartbeat | project Computer, Age = now() - TimeGenerated");

        assertThat(outcome.out()).isEqualTo("Computer,Age\nnew,00:30:00\n");
    }

    @Test
    void addsFilesToAWorkspaceForOneQueryOnly() throws IOException {
        Path data = folder.resolve("heartbeat.ndjson");
        Path workspace = folder.resolve("workspace");
        Files.writeString(data, "{\"TimeGenerated\": \"2024-05-20T08:00:00Z\", \"Computer\": \"one\"}\n");
        Commands.run("ingest", "--workspace", workspace.toString(), "--table", "Heartbeat", data.toString());
        Files.writeString(data, "{\"TimeGenerated\": \"2024-05-20T09:00:00Z\", \"Computer\": \"two\"}\n");
        String[] query = {"query", "--workspace", workspace.toString(), "--format", "csv", "Heartbeat | count"};
        String[] withData = {
            "query",
            "--workspace",
            workspace.toString(),
            "--data",
            "Heartbeat=" + data,
            "--format",
            "csv",
            "Heartbeat | count"
        };

        assertThat(Commands.run(withData).out()).isEqualTo("Count\n2\n");
        assertThat(Commands.run(query).out()).isEqualTo("Count\n1\n");
    }

    @Test
    void readsTheQueryFromAFile() throws IOException {
        Path file = folder.resolve("query.kql");
        Files.writeString(file, "\ufeffprint 'from a file'");

        assertThat(Commands.run("query", "-f", file.toString(), "--format", "csv")
                        .out())
                .isEqualTo("print_0\nfrom a file\n");
    }

    @Test
    void refusesCommandLinesThatMakeNoSense() {
        assertThat(Commands.run("query").code()).isEqualTo(2);
        assertThat(Commands.run("query", "print", "1").err())
                .contains("one argument too many; put a query between quotes");
        assertThat(Commands.run("query", "--batch", "print 1").code()).isEqualTo(2);
        assertThat(Commands.run("query", "--frmat", "csv", "print 1").err()).contains("did you mean '--format'?");
        assertThat(Commands.run("query", "--format", "xml", "print 1").code()).isEqualTo(2);
        assertThat(Commands.run("query", "--now", "yesterday", "print 1").err()).contains("write a day (2024-05-20)");
        assertThat(Commands.run("query", "--timespan", "P1M", "print 1").err()).contains("no length of time");
    }

    @Test
    void saysWhichWorkspaceIsNotThere() {
        Outcome outcome =
                Commands.run("query", "--workspace", folder.resolve("none").toString(), "print 1");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains(folder.resolve("none").toString());
    }

    @Test
    void aTableFitsTheScreen() {
        Screen narrow = new Screen(true, false, 40);

        assertThat(Commands.runOn(narrow, "query", "print a = 1, b = strcat_array(repeat('text', 50), ' ')")
                        .out()
                        .lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void aBatchAnswersEveryLineInOrder() {
        List<JsonNode> answers = batch(
                "{\"id\": \"a\", \"query\": \"print x = 1, d = dynamic({'k': [1]})\"}",
                "",
                "{\"id\": 2, \"query\": \"print nothing\"}",
                "{\"query\": \"range i from 1 to 2 step 1\", \"id\": {\"any\": [1.50]}}");

        assertThat(answers).hasSize(3);
        assertThat(answers.get(0)).isEqualTo(json("""
                {"id": "a", "columns": [{"name": "x", "type": "long"}, {"name": "d", "type": "dynamic"}],
                 "rows": [[1, {"k": [1]}]]}"""));
        assertThat(answers.get(1).get("id").intValue()).isEqualTo(2);
        assertThat(answers.get(1).get("error").get("code").textValue()).isEqualTo("KQL202");
        assertThat(answers.get(1).get("error").get("line").intValue()).isEqualTo(1);
        assertThat(answers.get(1).get("error").get("column").intValue()).isEqualTo(7);
        assertThat(answers.get(2).get("id").toString()).isEqualTo("{\"any\":[1.5]}");
        assertThat(answers.get(2).get("rows").toString()).isEqualTo("[[1],[2]]");
    }

    @Test
    void aBatchAnswersLinesThatHoldNoQuery() {
        List<JsonNode> answers = batch(
                "{\"id\": 1",
                "[]",
                "7",
                "{\"id\": 4}",
                "{\"id\": 5, \"query\": null}",
                "{\"id\": 6, \"query\": \"print 6\"} trailing",
                "{\"id\": 7, \"query\": \"print 7\"}");

        assertThat(answers).hasSize(7);
        assertThat(answers.subList(0, 6))
                .allSatisfy(
                        a -> assertThat(a.get("error").get("code").textValue()).isEqualTo("INPUT"));
        assertThat(answers.get(3).get("id").intValue()).isEqualTo(4);
        assertThat(answers.get(6).get("rows").toString()).isEqualTo("[[7]]");
    }

    @Test
    void aBatchSurvivesQueriesThatAreTooMuch() {
        String deep = "print " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
        String wide = "print " + "1 + ".repeat(50_000) + "1";

        List<JsonNode> answers = batch(
                "{\"id\": 1, \"query\": \"" + deep + "\"}",
                "{\"id\": 2, \"query\": \"" + wide + "\"}",
                "{\"id\": 3, \"query\": \"print 3\"}");

        assertThat(answers).hasSize(3);
        assertThat(answers.get(0).has("error")).isTrue();
        assertThat(answers.get(2).get("rows").toString()).isEqualTo("[[3]]");
    }

    @Test
    void explainShowsPlanAndSql() {
        Outcome outcome =
                Commands.run("explain", "range x from 1 to 9 step 1 | where x > 3 | summarize n = count() by x");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("aggregate n = count() by x")
                .contains("└─ filter (x > 3)")
                .contains("range x from 1 to 9 step 1")
                .contains("SELECT");
    }

    @Test
    void explainShowsTheSqlOverABuiltInTableAsIfItWereStored() {
        Outcome outcome = Commands.run("explain", "AzureActivity | where Caller == 'ada' | project Caller");

        assertThat(outcome.out()).contains("FROM main.\"AzureActivity\"").contains("WHERE \"Caller\" = 'ada'");
    }

    @Test
    void explainPointsAtTheMistake() {
        Outcome outcome = Commands.run("explain", "print x");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains("line 1, column 7");
    }
}
