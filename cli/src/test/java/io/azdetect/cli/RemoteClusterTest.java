package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.standin.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --remote} with the address of a database of Azure Data Explorer, against a stand-in for its REST API. */
class RemoteClusterTest {
    private static final String HEADER = """
        {"FrameType": "DataSetHeader", "IsProgressive": false, "Version": "v2.0"},
        {"FrameType": "DataTable", "TableId": 0, "TableKind": "QueryProperties", "TableName": "@ExtendedProperties",
         "Columns": [{"ColumnName": "Key", "ColumnType": "string"}], "Rows": [["Visualization"]]},
        """;
    private static final String COMPLETION = """
        , {"FrameType": "DataSetCompletion", "HasErrors": false, "Cancelled": false}
        """;

    private final AzureWorld world = new AzureWorld();

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private Outcome run(String command, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(command, "--remote", world.azure().address() + "/Logs"));
        arguments.addAll(List.of(more));
        return world.run(arguments.toArray(String[]::new));
    }

    private static String primary(String columns, String rows) {
        return "{\"FrameType\": \"DataTable\", \"TableId\": 1, \"TableKind\": \"PrimaryResult\", \"TableName\":"
                + " \"PrimaryResult\", \"Columns\": " + columns + ", \"Rows\": " + rows + "}";
    }

    private void answers(String table) {
        world.azure().answeringCluster(200, "[" + HEADER + table + COMPLETION + "]");
    }

    private static String count(String rows) {
        return primary("[{\"ColumnName\": \"Count\", \"ColumnType\": \"long\"}]", rows);
    }

    private JsonNode asked() {
        return AzureWorld.object(world.azure().asked().get(0).body());
    }

    @Test
    void valuesOfEveryTypeArriveAsTheyAre() {
        answers(primary("""
            [{"ColumnName": "b", "ColumnType": "bool"}, {"ColumnName": "i", "ColumnType": "int"},
             {"ColumnName": "l", "ColumnType": "long"}, {"ColumnName": "r", "ColumnType": "real"},
             {"ColumnName": "d", "ColumnType": "decimal"}, {"ColumnName": "s", "ColumnType": "string"},
             {"ColumnName": "t", "ColumnType": "datetime"}, {"ColumnName": "p", "ColumnType": "timespan"},
             {"ColumnName": "g", "ColumnType": "guid"}, {"ColumnName": "y", "ColumnType": "dynamic"}]\
            """, """
            [[true, 1, 9007199254740993, 0.5, "12345678901234567890.5", "a,b", "2024-05-20T10:00:00.1234567Z",
              "1.02:03:04", "74be27de-1e4e-49d9-b579-fe0b331d3642", {"k": [1]}],
             [null, null, null, "NaN", null, "", null, null, null, null],
             [false, -1, -2, "-Infinity", "1", "", "0001-01-01T00:00:00Z", "00:00:00", null, "words, no JSON"]]\
            """));

        Outcome outcome = run("query", "--format", "csv", "T");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo("""
            b,i,l,r,d,s,t,p,g,y
            true,1,9007199254740993,0.5,12345678901234567890.5,"a,b",2024-05-20T10:00:00.1234567Z,1.02:03:04,\
            74be27de-1e4e-49d9-b579-fe0b331d3642,"{""k"":[1]}"
            ,,,NaN,,,,,,
            false,-1,-2,-Infinity,1,,0001-01-01T00:00:00Z,00:00:00,,\"""words, no JSON\"""
            """);
    }

    @Test
    void theQueryGoesToTheDatabaseWithItsTimeAndItsLimitAndMayChangeNothing() {
        answers(count("[[3]]"));

        run("query", "--timespan", "P1D", "--time-limit", "90s", "T | count");

        assertThat(world.azure().asked()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/v2/rest/query");
            assertThat(request.method()).isEqualTo("POST");
        });
        assertThat(asked().get("db").asText()).isEqualTo("Logs");
        assertThat(asked().get("csl").asText()).isEqualTo("T | count");
        JsonNode options = asked().at("/properties/Options");
        assertThat(options.get("servertimeout").asText()).isEqualTo("00:01:30");
        assertThat(options.get("query_datetimescope_column").asText()).isEqualTo("TimeGenerated");
        assertThat(options.get("query_datetimescope_from").asText()).isEqualTo("2025-12-31T00:00:00Z");
        assertThat(options.get("query_datetimescope_to").asText()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void rowsThatCameBeforeAnErrorArePrintedAndCalledAPart() {
        String error = """
            {"OneApiErrors": [{"error": {"code": "LimitsExceeded", "message": "Request is invalid and cannot be executed.",
             "@type": "Kusto.Data.Exceptions.KustoServicePartialQueryFailureLimitsExceededException",
             "@message": "Query result set has exceeded the internal record count limit 500000", "@permanent": false}}]}\
            """;
        world.azure()
                .answeringCluster(
                        200,
                        "[" + HEADER + count("[[3], " + error + "]")
                                + """
                                , {"FrameType": "DataSetCompletion", "HasErrors": true, "Cancelled": false, "OneApiErrors": %s}]
                                """.formatted(AzureWorld.object(error).get("OneApiErrors")));

        Outcome outcome = run("query", "--format", "csv", "T | count");

        assertThat(outcome.out()).isEqualTo("Count\n3\n");
        assertThat(outcome.err()).contains("only a part of the answer").contains("record count limit 500000");
        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void severalResultsAreNotPassedOffAsOne() {
        answers(count("[[3]]") + ", " + count("[[4]]"));

        Outcome outcome = run("query", "--format", "csv", "T | count; U | count");

        assertThat(outcome.out()).isEqualTo("Count\n3\n");
        assertThat(outcome.err()).contains("2 results, and this is the first");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | cannot run this query: Semantic error: SEM0100: no table T",
                "403 | ask for the role 'Database Viewer'",
                "404 | there is no database Logs of https://localhost",
                "413 | does not take so large a query",
                "504 | ask for less",
                "520 | answered 520: Semantic error"
            })
    void whatIsWrongIsSaidInTheWordsThatHelp(int status, String words) {
        world.azure().answeringCluster(status, """
            {"error": {"code": "General_BadRequest", "message": "Request is invalid and cannot be executed.",
             "@message": "Semantic error: SEM0100: no table T"}}\
            """);

        Outcome outcome = run("query", "T");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err()).contains(words);
    }

    @Test
    void aBusyClusterIsAskedAgainLater() {
        AtomicInteger requests = new AtomicInteger();
        world.azure().retryAfter(11);
        world.azure().failing(r -> requests.getAndIncrement() == 0 ? Fault.BUSY : Fault.NONE);
        answers(count("[[3]]"));

        assertThat(run("query", "T | count").code()).isZero();
        assertThat(world.time().sleeps()).containsExactly(Duration.ofSeconds(11));
    }

    @Test
    void detectionsHuntInADatabaseToo() {
        answers(primary("""
            [{"ColumnName": "TimeGenerated", "ColumnType": "datetime"}, {"ColumnName": "Caller", "ColumnType": "string"},
             {"ColumnName": "CallerIpAddress", "ColumnType": "string"}]\
            """, "[[\"2025-12-31T23:30:00Z\"," + " \"mallory@contoso.com\"," + " \"203.0.113.9\"]]"));

        Outcome outcome = run("hunt", "--technique", "AZT301.1", "--format", "json");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(AzureWorld.json(outcome).get("alerts").toString()).contains("mallory@contoso.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://help.kusto.windows.net",
                "https://help.kusto.windows.net/a/b",
                "http://help.kusto.windows.net/Samples",
                "https://me:secret@help.kusto.windows.net/Samples",
                "https://help.kusto.windows.net/Samples?x=y"
            })
    void anAddressThatNamesNoDatabaseIsAUsageError(String address) {
        Outcome outcome = world.run("query", "--remote", address, "T");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("https://CLUSTER.REGION.kusto.windows.net/DATABASE");
        assertThat(world.azure().asked()).isEmpty();
    }
}
