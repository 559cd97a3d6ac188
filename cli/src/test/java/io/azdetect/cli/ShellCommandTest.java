package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellCommandTest {
    @TempDir
    Path folder;

    private static Outcome shell(String input, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "shell";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return Commands.runWithInput(".format csv\n" + input, arguments);
    }

    @Test
    void answersQueriesFromAPipe() {
        assertThat(shell("print a = 1\n\nprint b = 2\n")).isEqualTo(new Outcome(0, "a\n1\nb\n2\n", ""));
    }

    @Test
    void aQueryGoesOnUntilAnEmptyLine() {
        assertThat(shell("range x from 1 to 3 step 1\n| where x > 1\n| count\n\n")
                        .out())
                .isEqualTo("Count\n2\n");
    }

    @Test
    void aSemicolonEndsAQueryAndNotALet() {
        assertThat(shell("let a = 1;\nprint a;\nprint b = 2;\n").out()).isEqualTo("print_0\n1\nb\n2\n");
    }

    @Test
    void anErrorHasItsCaretAndTheNextQueryRuns() {
        Outcome outcome = shell("print x = 1\n| where y == 2\n\nprint z = 3\n");

        assertThat(outcome.out()).isEqualTo("z\n3\n");
        assertThat(outcome.err())
                .contains("KQL202")
                .contains("line 2, column 9")
                .contains("^");
        assertThat(outcome.code()).isEqualTo(3);
    }

    @Test
    void showsTheColumnsOfATable() {
        Outcome outcome = shell(".schema Heartbeat\n");

        assertThat(outcome.out()).containsPattern("TimeGenerated +datetime").containsPattern("Computer +string");
        assertThat(shell(".schema Heartbeet\n").err()).contains("did you mean 'Heartbeat'?");
    }

    @Test
    void listsTheTablesThatHaveRowsAndFindsOthers() throws IOException {
        Path data = Files.writeString(
                folder.resolve("h.ndjson"), "{\"TimeGenerated\": \"2024-05-20T08:00:00Z\", \"Computer\": \"one\"}\n");

        assertThat(shell(".tables\n", "--data", "Heartbeat=" + data).out()).isEqualTo("Heartbeat\n");
        assertThat(shell(".tables signinl\n").out().lines()).contains("SigninLogs");
    }

    @Test
    void theTimespanNarrowsWhatIsSeenUntilItIsTakenBack() throws IOException {
        Path data = Files.writeString(
                folder.resolve("h.ndjson"), "{\"TimeGenerated\": \"2024-05-20T08:00:00Z\", \"Computer\": \"one\"}\n");

        assertThat(shell("""
                                .timespan PT1H
                                Heartbeat | count;
                                .timespan all
                                Heartbeat | count;
                                """, "--data", "Heartbeat=" + data, "--now", "2024-05-20T10:00:00Z")
                        .out())
                .isEqualTo("Count\n0\nCount\n1\n");
        assertThat(shell(".timespan yesterday\n").err()).contains("yesterday");
    }

    @Test
    void rowsLimitsTablesAndNotOtherFormats() {
        String query = "range x from 1 to 5 step 1;\n";

        assertThat(shell(".rows 2\n" + query).out().lines()).hasSize(6);
        assertThat(shell(".format table\n.rows 2\n" + query).out().lines()).hasSize(4);
        assertThat(shell(".rows none\n").err()).contains("takes a number of rows or 'all'");
    }

    @Test
    void explainsTheLastQueryOrAnother() {
        assertThat(shell("print x = 1;\n.explain\n").out()).contains("Plan").contains("SQL");
        assertThat(shell(".explain print y = 2\n").out()).contains("y:long").doesNotContain("y\n2");
        assertThat(shell(".explain\n").err()).contains("no last one yet");
        assertThat(shell(".explain print z\n").err()).contains("1 | print z").contains("column 7");
    }

    @Test
    void helpNamesEveryCommandAndSaysWhereAQueryEnds() {
        assertThat(shell(".help\n").out())
                .contains(".tables", ".schema", ".format", ".timespan", ".rows", ".explain", ".quit")
                .contains("ends at an empty line");
    }

    @Test
    void unknownCommandsAreNamed() {
        assertThat(shell(".formt csv\n").err()).contains("there is no command '.formt' here; did you mean '.format'?");
        assertThat(shell(".format xml\n").err()).contains("table, json, ndjson, csv, markdown");
        assertThat(shell(".formt csv\n").code()).isEqualTo(3);
    }

    @Test
    void quitEndsBeforeWhatFollows() {
        assertThat(shell(".quit\nprint 1\n")).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void theHistoryIsInTheUsersStateFolder() {
        assertThat(ShellCommand.historyFile(Map.of("XDG_STATE_HOME", "/state")))
                .isEqualTo(Path.of("/state/azdetect/history"));
        assertThat(ShellCommand.historyFile(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local", "state", "azdetect", "history"));
    }
}
