package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.cli.Commands.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TestCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fires for whoever lists keys, but for bob; the first test stands on line 23. */
    private static final String DETECTION = """
            id: 0f6b1b1e-0a5f-4c57-9d0c-6f1d6c7a3b99
            name: Somebody listed keys
            description: Somebody listed keys.
            severity: Low
            queryFrequency: 1h
            queryPeriod: 1h
            triggerOperator: gt
            triggerThreshold: 0
            query: |
              AzureActivity
              | where OperationNameValue =~ "Microsoft.Storage/storageAccounts/listKeys/action"
              | where ActivityStatusValue =~ "Success"
              | where Caller !~ "bob@contoso.com"
              | project TimeGenerated, Caller, CallerIpAddress
            entityMappings:
              - entityType: Account
                fieldMappings:
                  - identifier: FullName
                    columnName: Caller
            azdetect:
              technique: AZT605.1
              tests:
                - name: any spelling by anyone fires
                  events:
                    - activity: {operation: MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION, resource: Microsoft.Storage/storageAccounts/stdata, caller: eve@contoso.com, resultType: SUCCESS}
                      at: 5m
                  alerts:
                    - entities: {Account: eve@contoso.com}
                - name: bob is silent, in any spelling
                  events:
                    - activity: {operation: Microsoft.Storage/storageAccounts/listKeys/action, resource: Microsoft.Storage/storageAccounts/stdata, caller: Bob@contoso.com}
                      at: 5m
                  expect: silent
                - name: another operation is silent
                  events:
                    - activity: {operation: Microsoft.Storage/storageAccounts/read, resource: Microsoft.Storage/storageAccounts/stdata, caller: eve@contoso.com}
                      at: 5m
                  expect: silent
                - name: a failed attempt is silent
                  events:
                    - activity: {operation: Microsoft.Storage/storageAccounts/listKeys/action, resource: Microsoft.Storage/storageAccounts/stdata, caller: eve@contoso.com, status: Failure}
                      at: 5m
                  expect: silent
            """;

    @TempDir
    Path folder;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("keys-listed.yaml"), text).toString();
    }

    @Test
    void testsThatPassExitWithZero() throws IOException {
        Outcome outcome = Commands.run("test", file(DETECTION));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).containsPattern("keys-listed +4 +0 ");
        assertThat(outcome.err()).isEqualTo("4 tests of 1 detection passed.\n");
    }

    @Test
    void aTestThatFailsSaysWhereWhatWasExpectedAndWhatHappened() throws IOException {
        String file = file(DETECTION.replace("Account: eve@contoso.com", "Account: mallory@contoso.com"));

        Outcome outcome = Commands.run("test", file);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("failed  keys-listed: any spelling by anyone fires\n")
                .contains("  at        " + file + ":23\n")
                .contains("  expected  an alert with Account mallory@contoso.com\n")
                .contains("  happened  an alert at ")
                .contains("Account eve@contoso.com");
        assertThat(outcome.err()).isEqualTo("1 of 4 tests of 1 detection failed.\n");
    }

    @Test
    void aTestWhoseEventCannotBeMadeFailsAndTheOthersRun() throws IOException {
        Outcome outcome = Commands.run("test", file(DETECTION.replace("caller: Bob@contoso.com", "culler: Bob")));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("culler").contains("did you mean");
        assertThat(outcome.err()).startsWith("1 of 4 tests");
    }

    @Test
    void aQueryThatDoesNotRunFailsItsTests() throws IOException {
        Outcome outcome = Commands.run("test", file(DETECTION.replace("where Caller !~", "where Culler !~")));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("KQL202").contains("(line 4, column 9 of the query)");
        assertThat(outcome.err()).startsWith("4 of 4 tests");
    }

    @Test
    void aFileThatIsWrongExitsWithTwoAndSaysAllThatIsWrong() throws IOException {
        Outcome outcome = Commands.run(
                "test",
                file(DETECTION.replace("severity: Low", "severity: Loud").replace("expect:", "expects:")));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("keys-listed.yaml:4: ").contains("did you mean 'expect'");
    }

    @Test
    void jsonHasEveryTestWithItsLine() throws IOException {
        JsonNode json = JSON.readTree(
                Commands.run("test", "--format", "json", file(DETECTION)).out());

        assertThat(json.get("tests").intValue()).isEqualTo(4);
        assertThat(json.at("/detections/0/tests/1/name").textValue()).isEqualTo("bob is silent, in any spelling");
        assertThat(json.at("/detections/0/tests/1/line").intValue()).isEqualTo(29);
        assertThat(json.at("/detections/0/tests/1/passed").booleanValue()).isTrue();
    }

    @Test
    void junitHasASuiteForTheDetectionAndAFailureForTheTest() throws Exception {
        Path results = folder.resolve("results.xml");

        Outcome outcome = Commands.run(
                "test",
                "--format",
                "junit",
                "--out",
                results.toString(),
                file(DETECTION.replace("Account: eve", "Account: mallory")));

        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readString(results).getBytes(StandardCharsets.UTF_8)));
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        Element failure = (Element) xml.getElementsByTagName("failure").item(0);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(suite.getAttribute("name")).isEqualTo("keys-listed");
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(((Element) failure.getParentNode()).getAttribute("line")).isEqualTo("23");
        assertThat(failure.getTextContent()).contains(":23").contains("happened: an alert");
    }

    @Test
    void mistakesThatTestsNoticeExitWithZero() throws IOException {
        Outcome outcome = Commands.run("test", "--mutate", file(DETECTION));

        assertThat(outcome.out()).doesNotContain("not noticed  ");
        assertThat(outcome.err()).contains("mistakes were noticed (100.0 %)");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void aMistakeThatNoTestNoticesIsShownWithItsLine() throws IOException {
        String file = file(DETECTION.replace("caller: Bob@", "caller: bob@"));

        Outcome outcome = Commands.run("test", "--mutate", file);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("not noticed  " + file + ":13  change !~ to != in Caller !~ \"bob@contoso.com\"\n");
    }

    @Test
    void aMistakeThatIsListedAsEquivalentDoesNotCount() throws IOException {
        String listed = DETECTION.replace("caller: Bob@", "caller: bob@") + """
              equivalentMutants:
                - words: change !~ to != in Caller !~ "bob@contoso.com"
                  reason: This directory has lower-case names only.
            """;

        Outcome outcome = Commands.run("test", "--mutate", file(listed));

        assertThat(outcome.err()).contains("(100.0 %); 1 make no difference.");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void aListedMistakeThatIsNoneOrThatATestNoticesIsAnError() throws IOException {
        String listed = DETECTION + """
              equivalentMutants:
                - words: change !~ to != in Caller !~ "bob@contoso.com"
                  reason: This directory has lower-case names only.
                - words: drop Caller !~ "rob@contoso.com"
                  reason: There is no rob.
            """;

        Outcome outcome = Commands.run("test", "--mutate", file(listed));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("is killed by the test 'bob is silent, in any spelling'; take it off the list")
                .contains("'drop Caller !~ \"rob@contoso.com\"' is no mutant of this query");
    }

    @Test
    void inATimeBoxThatIsTooShortMistakesAreNotTriedAndNothingFails() throws IOException {
        Outcome outcome = Commands.run("test", "--mutate", "--time-box", "0s", file(DETECTION));

        assertThat(outcome.err()).contains("0 of 0 mistakes").contains("were not tried in this time");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void ownDetectionsAreBesideTheBuiltInOnesAndReplaceTheirIds() throws IOException {
        String own = file(DETECTION);

        assertThat(Commands.run("list", "--detections", own).out())
                .contains("keys-listed")
                .contains("vm-run-command");
        assertThat(Commands.run("list", "--detections", own, "--without-built-in")
                        .out())
                .contains("keys-listed")
                .doesNotContain("vm-run-command");
        String builtIn = Commands.run("show", "vm-run-command").out();
        String id = builtIn.strip().substring(builtIn.strip().lastIndexOf(' ') + 1);
        String instead = file(DETECTION.replace("0f6b1b1e-0a5f-4c57-9d0c-6f1d6c7a3b99", id));
        assertThat(Commands.run("list", "--detections", instead).out())
                .contains("keys-listed")
                .doesNotContainPattern("vm-run-command +AZT");
    }

    @Test
    void aDetectionThatIsNotThereIsAMistakeOnTheCommandLine() {
        Outcome outcome = Commands.run("test", "--detection", "vm-run-comand");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("did you mean 'vm-run-command'");
    }
}
