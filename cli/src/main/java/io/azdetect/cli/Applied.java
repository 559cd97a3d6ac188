package io.azdetect.cli;

import io.azdetect.azure.deploy.Change;
import io.azdetect.azure.deploy.Change.Action;
import io.azdetect.azure.deploy.Deployer;
import io.azdetect.azure.deploy.Outcome;
import io.azdetect.azure.deploy.Outcome.State;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.ProgressLine;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Carries a plan out while a person watches, and says what is in place afterwards. */
final class Applied {
    private final Terminal terminal;
    private final Consent consent;
    private final String noun;

    Applied(Terminal terminal, Consent consent, String noun) {
        this.terminal = terminal;
        this.consent = consent;
        this.noun = noun;
    }

    /** What does the work. */
    @FunctionalInterface
    interface Work {
        List<Outcome> apply(Plan plan, Deployer.Progress progress);
    }

    /** The exit code. */
    int apply(Plan plan, Work work) throws IOException {
        int all = plan.acting().size();
        if (all == 0) {
            return code(plan, List.of());
        }
        if (!consent.given(terminal, "Do this to " + Ingestion.count(all, noun) + "?")) {
            terminal.note("Nothing was done.");
            return ExitCode.FAILURE;
        }
        List<Outcome> outcomes;
        try (ProgressLine line = new ProgressLine(terminal, "Deploying")) {
            outcomes = work.apply(
                    plan,
                    (outcome, done, of) -> line.at(done, of, outcome.change().label()));
        }
        account(outcomes);
        return code(plan, outcomes);
    }

    /** What is in place and what is not, and how to go on. */
    private void account(List<Outcome> outcomes) {
        Palette palette = terminal.errScreen().palette();
        List<Outcome> failed =
                outcomes.stream().filter(o -> o.state() != State.DONE).toList();
        for (Outcome outcome : outcomes) {
            if (outcome.state() == State.DONE && !outcome.detail().isEmpty()) {
                terminal.note("note: " + label(outcome) + ": " + SafeText.visible(outcome.detail()));
            }
        }
        for (Outcome outcome : failed) {
            if (outcome.state() != State.NOT_TRIED) {
                String detail = outcome.detail().lines().map(SafeText::visible).collect(Collectors.joining("\n    "));
                terminal.note(palette.bad("not done:") + " " + label(outcome) + ": " + detail);
            }
        }
        List<Outcome> notTried =
                failed.stream().filter(o -> o.state() == State.NOT_TRIED).toList();
        if (!notTried.isEmpty()) {
            terminal.note(palette.bad("not tried, for the same reason:") + " "
                    + notTried.stream().map(Applied::label).collect(Collectors.joining(", ")));
        }
        int done = outcomes.size() - failed.size();
        terminal.note("Done: " + done + " of " + Ingestion.count(outcomes.size(), "change") + "."
                + (failed.isEmpty()
                        ? ""
                        : " What is done stays; run the same command again, and it goes on where this one ended."));
    }

    private static String label(Outcome outcome) {
        Change change = outcome.change();
        return change.action().word() + " " + SafeText.visible(change.label());
    }

    private static int code(Plan plan, List<Outcome> outcomes) {
        if (plan.has(Action.CLASH) || outcomes.stream().anyMatch(o -> o.state() != State.DONE)) {
            return ExitCode.FAILURE;
        }
        return plan.has(Action.EDITED) ? ExitCode.FOUND : ExitCode.OK;
    }
}
