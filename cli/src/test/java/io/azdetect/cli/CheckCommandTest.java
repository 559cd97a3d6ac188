package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.terminal.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Ends in the field 'query', for a test to complete. */
    private static final String DETECTION = """
            id: 0f6b1b1e-0a5f-4c57-9d0c-6f1d6c7a3b99
            name: Somebody signed in
            description: Somebody signed in.
            severity: Low
            queryFrequency: 1h
            queryPeriod: 1h
            triggerOperator: gt
            triggerThreshold: 0
            """;

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file.toString();
    }

    private JsonNode findings(String... files) throws IOException {
        String[] arguments = new String[files.length + 3];
        System.arraycopy(files, 0, arguments, 3, files.length);
        arguments[0] = "check";
        arguments[1] = "--format";
        arguments[2] = "json";
        return JSON.readTree(Commands.run(arguments).out()).get("findings");
    }

    private static String place(JsonNode finding) {
        return finding.get("code").textValue() + " " + finding.get("line") + ":" + finding.get("column") + "-"
                + finding.get("endLine") + ":" + finding.get("endColumn");
    }

    @Test
    void aQueryMayHaveSeveralResultsAndADetectionMayNot() throws IOException {
        String query = "AzureActivity | fork (count) (take 1)";

        assertThat(findings(file("several.kql", query))).isEmpty();
        assertThat(findings(file("several.yaml", DETECTION + "query: " + query + "\n")))
                .anySatisfy(finding -> assertThat(finding.get("message").textValue())
                        .contains("the text asks for 2 results, and one is wanted here"));
    }

    @Test
    void aQueryInWhichNothingIsWrongExitsWithZeroAndPrintsNothing() throws IOException {
        Outcome outcome = Commands.run("check", file("good.kql", "AzureActivity\n| where Caller == 'ada'\n| count\n"));

        assertThat(outcome).isEqualTo(new Outcome(0, "", "Nothing is wrong in 1 file.\n"));
    }

    @Test
    void aQueryThatLooksAddressesUpNeedsADatabaseOfPlaces() throws IOException {
        String file = file("places.kql", "print geo_info_from_ip_address('1.1.1.1')\n");

        assertThat(Commands.run("check", file).out())
                .startsWith("error KQL300: ")
                .contains("--geoip FILE");

        Outcome outcome = Commands.run(
                "check", file, "--geoip", folder.resolve("none.mmdb").toString());
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err())
                .contains("cannot look addresses up: there is no file")
                .contains("none.mmdb");
    }

    @Test
    void aMistakeIsShownWithFileLineColumnCaretAndSuggestion() throws IOException {
        String file = file("bad.kql", "SigninLogs\n| where UserPrincipalNam == 'a'\n");

        Outcome outcome = Commands.run("check", file);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .startsWith("error KQL202: ")
                .contains("did you mean 'UserPrincipalName'?")
                .contains(" --> " + file + ":2:9\n")
                .endsWith("""
                        2 | | where UserPrincipalNam == 'a'
                          |         ^^^^^^^^^^^^^^^^

                        """);
        assertThat(outcome.err()).isEqualTo("1 finding in 1 of 1 file.\n");
    }

    @Test
    void oneRunShowsWhatIsWrongInEveryFileInTheirOrder() throws IOException {
        JsonNode findings = findings(
                file("b.kql", "print nothing"), file("fine.kql", "print 1"), file("a.kql", "NoSuchTable | count"));

        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).get("file").textValue()).endsWith("b.kql");
        assertThat(place(findings.get(0))).isEqualTo("KQL202 1:7-1:14");
        assertThat(findings.get(1).get("file").textValue()).endsWith("a.kql");
        assertThat(place(findings.get(1))).isEqualTo("KQL201 1:1-1:12");
    }

    @Test
    void aMistakeInADetectionIsAtItsPlaceInTheFile() throws IOException {
        JsonNode findings = findings(file("rule.yaml", DETECTION + """
                query: |
                  SigninLogs
                  | where Nobody == 'ada'
                """));

        assertThat(findings).hasSize(1);
        assertThat(place(findings.get(0))).isEqualTo("KQL202 11:11-11:17");
    }

    @Test
    void aMistakeInAQueryOnTheLineOfItsFieldIsAtItsPlaceInTheFile() throws IOException {
        JsonNode findings = findings(file("rule.yml", DETECTION + "query: print nothing\n"));

        assertThat(place(findings.get(0))).isEqualTo("KQL202 9:14-9:21");
    }

    @Test
    void aMistakeInAQueryThatYamlFoldsIsAtTheFieldAndSaysItsPlaceInTheQuery() throws IOException {
        JsonNode findings = findings(file("rule.yaml", DETECTION + """
                query: >
                  SigninLogs
                  | where Nobody == 'ada'
                """));

        assertThat(place(findings.get(0))).isEqualTo("KQL202 9:1-9:9");
        assertThat(findings.get(0).get("message").textValue()).endsWith("(line 1, column 20 of the query)");
    }

    @Test
    void aMistakeInAFileOfWindowsIsAtItsPlaceAndShowsNoLineEnd() throws IOException {
        String file = file("rule.yaml", (DETECTION + """
                query: |
                  SigninLogs

                  | where Nobody
                """).replace("\n", "\r\n"));

        assertThat(place(findings(file).get(0))).isEqualTo("KQL202 12:11-12:17");
        assertThat(Commands.run("check", file).out())
                .contains("  | where Nobody\n")
                .doesNotContain("␍");
    }

    @Test
    void allFieldsOfADetectionThatAreWrongAreFoundBesideTheQuery() throws IOException {
        JsonNode findings = findings(file(
                "rule.yaml",
                DETECTION.replace("severity: Low", "severity: Loud").replace("gt", "above")
                        + "query: print nothing\nqueri: x\n"));

        assertThat(findings)
                .extracting(CheckCommandTest::place)
                .containsExactly("DET100 4:1-4:15", "DET100 7:1-7:23", "KQL202 9:14-9:21", "DET100 10:1-10:9");
        assertThat(findings.get(3).get("message").textValue()).contains("query");
    }

    @Test
    void aQueryOfADetectionWithParametersThatIsNotKqlIsFoundOnce() throws IOException {
        JsonNode findings = findings(file("rule.yaml", DETECTION + """
                query: |
                  let Window = 1h;
                  SigninLogs | wehre true
                azdetect:
                  parameters:
                    - name: Window
                      type: timespan
                      default: 1h
                      description: How far back.
                """));

        assertThat(findings)
                .extracting(CheckCommandTest::place)
                .filteredOn(place -> place.startsWith("KQL"))
                .containsExactly("KQL100 11:16-11:21");
    }

    @Test
    void allDetectionsOfAFolderAreCheckedAndTheirRulesAreSarifRules() throws IOException {
        Files.createDirectories(folder.resolve("mine/deep"));
        file("mine/a.yaml", DETECTION + "query: AzureActivity | where OperationNameValue == 'a'\n");
        file("mine/deep/b.yml", DETECTION.replace("0f6b", "1f6b").replace("1h", "1m") + "query: print 1\n");
        file("mine/notes.txt", "no detection");

        Outcome outcome =
                Commands.run("check", "--detections", folder.resolve("mine").toString(), "--format", "sarif");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("3 findings in 2 of 2 files.\n");
        assertThat(JSON.readTree(outcome.out()).at("/runs/0/tool/driver/rules"))
                .extracting(rule -> rule.get("id").textValue())
                .containsExactly("DET201", "DET211");
    }

    /** What makes a detection useless, each in a file of its own: all of it is said in one run. */
    @Test
    void detectionsThatCannotBeUsedAreAllSaidAtOnceWithPlaceAndSuggestionAndExitCodeTwo() throws IOException {
        String query = """
                query: |
                  let Limit = 5;
                  AzureActivity
                  | where Caller == 'a'
                """;
        String ours = """
                azdetect:
                  parameters:
                    - {name: Limit, type: long, default: 5, description: d}
                  tests:
                    - name: a
                      parameters: {%s: 6}
                      events:
                        - %s: {}
                      expect: silent
                """;
        file("mine/field.yaml", own(1) + query.replace("query:", "qurey:"));
        file("mine/type.yaml", own(2).replace("triggerThreshold: 0", "triggerThreshold: [0]") + query);
        file("mine/technique.yaml", own(3) + query + "azdetect: {technique: AZT301.9}\n");
        file("mine/twin.yaml", own(5) + query);
        file("mine/kql.yaml", own(4) + query.replace("Caller", "Caler"));
        file("mine/elsewhere.yaml", own(5) + query + ours.formatted("Limit", "SigninLogs"));
        file("mine/parameter.yaml", own(6) + query + ours.formatted("Limt", "activity"));

        Outcome outcome =
                Commands.run("check", "--detections", folder.resolve("mine").toString(), "--format", "json");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(JSON.readTree(outcome.out()).get("findings"))
                .extracting(f -> Path.of(f.get("file").textValue()).getFileName() + ":" + f.get("line") + " "
                        + f.get("code").textValue() + " " + f.get("message").textValue())
                .anyMatch(f -> f.startsWith("field.yaml:9 DET100") && f.contains("did you mean 'query'?"))
                .anyMatch(f -> f.startsWith("type.yaml:8 DET100") && f.contains("must be text, and is a list"))
                .anyMatch(f -> f.startsWith("technique.yaml:13 DET100") && f.contains("did you mean 'AZT301.1'?"))
                .anyMatch(f -> f.startsWith("twin.yaml:1 DET100") && f.contains("give this one an id of its own"))
                .anyMatch(f -> f.startsWith("kql.yaml:12 KQL202") && f.contains("did you mean 'Caller'?"))
                .anyMatch(f -> f.startsWith("elsewhere.yaml:17 DET216"))
                .anyMatch(f -> f.startsWith("parameter.yaml:18 DET100") && f.contains("did you mean 'Limit'?"));
    }

    private static String own(int number) {
        return DETECTION.replace("0f6b1b1e", "0f6b1b1" + number);
    }

    @Test
    void twoDetectionsWithOneIdAreFound() throws IOException {
        JsonNode findings = findings(
                file("a.yaml", DETECTION + "query: print 1\n"), file("b.yaml", DETECTION + "query: print 1\n"));

        assertThat(findings).extracting(CheckCommandTest::place).containsExactly("DET100 1:1-1:41");
        assertThat(findings.get(0).get("message").textValue()).contains("a.yaml has already");
    }

    @Test
    void aFileThatIsNotYamlIsAFindingAtTheLine() throws IOException {
        JsonNode findings = findings(file("rule.yaml", "id: a\nname: [b\n"));

        assertThat(findings).isNotEmpty();
        assertThat(findings.get(0).get("code").textValue()).isEqualTo("DET100");
        assertThat(findings.get(0).get("message").textValue()).contains("not YAML");
    }

    @Test
    void whatThisEngineRefusesIsAFindingOverABuiltInTableToo() throws IOException {
        JsonNode findings = findings(file("refused.kql", "AzureActivity | evaluate python(typeof(*), 'x')"));

        assertThat(findings.get(0).get("code").textValue()).isEqualTo("KQL300");
    }

    @Test
    void aFileThatCannotBeReadExitsWithTwoAndHidesNothingOfTheOthers() throws IOException {
        Path binary = folder.resolve("binary.kql");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe});
        String none = folder.resolve("none.kql").toString();

        Outcome outcome =
                Commands.run("check", none, binary.toString(), folder.toString(), file("bad.kql", "print nothing"));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).contains("KQL202");
        assertThat(outcome.err())
                .contains("there is no file " + none)
                .contains(binary + " is not UTF-8")
                .contains(folder + ": is a folder; name the files in it");
    }

    @Test
    void withoutAFileTheCommandLineIsWrong() {
        assertThat(Commands.run("check").code()).isEqualTo(2);
    }

    @Test
    void knowsTheTablesOfAWorkspace() throws IOException {
        String query = file("own.kql", "Own_CL | where Colour == 'red'");
        String workspace = folder.resolve("workspace").toString();
        String rows = file("rows.ndjson", "{\"TimeGenerated\": \"2024-05-20T08:00:00Z\", \"Colour\": \"red\"}\n");
        assertThat(Commands.run("ingest", "--workspace", workspace, "--table", "Own_CL", rows)
                        .code())
                .isZero();

        assertThat(Commands.run("check", query).code()).isEqualTo(1);
        assertThat(Commands.run("check", "--workspace", workspace, query).code())
                .isZero();
    }

    @Test
    void sarifHasARuleForEachCodeAndAResultAtEachPlace() throws IOException {
        String bad = file("with space.kql", "print nothing");
        String none = folder.resolve("none.kql").toString();

        JsonNode run = JSON.readTree(
                        Commands.run("check", "--format", "sarif", bad, none).out())
                .at("/runs/0");

        assertThat(run.at("/tool/driver/rules/0/id").textValue()).isEqualTo("KQL202");
        assertThat(run.at("/results")).hasSize(1);
        assertThat(run.at("/results/0/ruleId").textValue()).isEqualTo("KQL202");
        JsonNode place = run.at("/results/0/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").textValue()).endsWith("/with%20space.kql");
        assertThat(place.get("region"))
                .isEqualTo(JSON.readTree("{\"startLine\": 1, \"startColumn\": 7, \"endLine\": 1, \"endColumn\": 14}"));
        assertThat(run.at("/invocations/0/executionSuccessful").booleanValue()).isFalse();
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .textValue())
                .contains("none.kql");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheQuery() throws IOException {
        Path file = folder.resolve("mark.kql");
        Files.write(file, "\ufeffprint nothing".getBytes(StandardCharsets.UTF_8));

        assertThat(place(findings(file.toString()).get(0))).isEqualTo("KQL202 1:7-1:14");
    }

    @Test
    void aQueryNestedTooDeeplyIsAFinding() throws IOException {
        String deep = "print " + "(".repeat(100_000) + "1" + ")".repeat(100_000);

        assertThat(findings(file("deep.kql", deep), file("next.kql", "print nothing")))
                .hasSize(2);
    }

    @Test
    void sendsNoEscapeSequenceOfAFile() throws IOException {
        String file = file("escape.kql", "print \"\u001b[2J\" + nothing");

        assertThat(Commands.runOn(new Screen(true, false, 100), "check", file).out())
                .contains("KQL")
                .doesNotContain("\u001b");
    }
}
