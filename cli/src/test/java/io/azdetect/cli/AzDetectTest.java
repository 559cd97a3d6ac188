package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.terminal.Screen;
import java.util.List;
import org.junit.jupiter.api.Test;

class AzDetectTest {
    @Test
    void everyCommandExplainsItself() {
        for (String command : List.of("demo", "ingest", "hunt", "query", "explain", "check", "list", "show")) {
            Outcome outcome = Commands.run(command, "--help");

            assertThat(outcome.code()).as(command).isZero();
            assertThat(outcome.out()).startsWith("Usage: azdetect " + command);
            assertThat(outcome.err()).isEmpty();
        }
    }

    @Test
    void withoutACommandItShowsWhichThereAre() {
        assertThat(Commands.run().out()).contains("hunt").contains("Start with 'azdetect demo'");
    }

    @Test
    void saysItsVersion() {
        assertThat(Commands.run("--version").out()).startsWith("azdetect ");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        Outcome outcome = Commands.run("hnut");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("there is no command 'hnut'; did you mean 'hunt'?");
    }

    @Test
    void writesACompletionScript() {
        assertThat(Commands.run("generate-completion").out()).contains("complete -F _complete_azdetect");
    }

    @Test
    void coloursOnlyScreensThatMayHaveThem() {
        assertThat(Commands.runOn(new Screen(true, true, 100), "list").out()).contains("\u001b[");
        assertThat(Commands.runOn(new Screen(true, false, 100), "list").out()).doesNotContain("\u001b");
        assertThat(Commands.runOn(new Screen(true, false, 100), "--help").out()).doesNotContain("\u001b");
        assertThat(Commands.run("query", "print x").err()).doesNotContain("\u001b");
    }

    @Test
    void listsTheCatalogue() {
        assertThat(Commands.run("list").out()).contains("vm-run-command").contains("AZT605.1");
        assertThat(Commands.run("list", "--technique", "AZT301").out())
                .contains("vm-run-command")
                .doesNotContain("AZT605.1");
        assertThat(Commands.run("list", "--tactic", "credential access").out())
                .contains("AZT605.1")
                .doesNotContain("AZT301.1");
        assertThat(Commands.run("list", "--detection", "vm-run-command", "--detection", "key-vault-read-surge")
                        .out())
                .contains("vm-run-command", "key-vault-read-surge")
                .doesNotContain("vm-run-command-script", "AZT605.1");
    }

    @Test
    void refusesADetectionThatIsNotAmongTheChosen() {
        Outcome other = Commands.run("list", "--tactic", "impact", "--detection", "vm-run-command");

        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("'vm-run-command' is not among those of this tactic or technique");
    }

    @Test
    void refusesTacticsAndTechniquesThatNothingIsFor() {
        assertThat(Commands.run("list", "--tactic", "Credential Acess").err())
                .contains("did you mean 'Credential Access'?");
        assertThat(Commands.run("list", "--technique", "AZT999").code()).isEqualTo(2);
    }

    @Test
    void showsADetection() {
        assertThat(Commands.run("show", "storage-account-keys-listed").out())
                .contains("How broad is it?")
                .contains("What it cannot see")
                .contains("listKeys");
    }

    @Test
    void showsTheQueryAloneReadyToRun() {
        String query =
                Commands.run("show", "storage-account-keys-listed", "--query").out();

        assertThat(Commands.run("query", "--format", "ndjson", query)).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void suggestsTheDetectionThatWasMeant() {
        Outcome outcome = Commands.run("show", "storage-account-key-listed");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("storage-account-keys-listed");
    }
}
