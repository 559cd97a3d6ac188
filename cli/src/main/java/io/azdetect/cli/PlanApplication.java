package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.Applying;
import io.azdetect.azure.deploy.Change;
import io.azdetect.azure.deploy.Change.Action;
import io.azdetect.azure.deploy.Outcome;
import io.azdetect.azure.deploy.Outcome.State;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.cli.azure.PlanReport;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.ProgressLine;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

/** What every command that applies a plan has in common: it shows the plan, asks, does it, and says what is in place then. */
final class PlanApplication {
    private final Terminal terminal;

    @Mixin
    private final PlanView view;

    @Mixin
    private Consent consent;

    PlanApplication(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.view = new PlanView(terminal, access);
    }

    /** Azure, of which nothing has been asked yet. */
    Arm connect() {
        return view.connect();
    }

    int apply(Plan plan, Arm arm) throws IOException {
        return apply(PlanReport.of(plan), arm);
    }

    /** The exit code. */
    int apply(PlanReport report, Arm arm) throws IOException {
        view.print(report);
        Plan plan = report.plan();
        List<Change> acting = plan.acting();
        if (acting.isEmpty()) {
            return code(plan, List.of());
        }
        if (!consent.given(terminal, "Do this to " + Ingestion.count(acting.size(), noun(acting)) + "?")) {
            terminal.note("Nothing was done.");
            return ExitCode.FAILURE;
        }
        Applying applying = new Applying(arm);
        return Interrupt.stops(
                () -> {
                    terminal.note("Stopping; what is under way is finished first.");
                    applying.stop();
                },
                applying::abandon,
                () -> {
                    List<Outcome> outcomes;
                    try (ProgressLine line = new ProgressLine(terminal, "Deploying")) {
                        outcomes = applying.apply(
                                plan,
                                (outcome, done, of) ->
                                        line.at(done, of, outcome.change().label()));
                    }
                    account(outcomes, applying.isStopped());
                    return applying.isStopped() ? ExitCode.INTERRUPTED : code(plan, outcomes);
                });
    }

    private static String noun(List<Change> changes) {
        Set<String> nouns = changes.stream().map(Change::noun).collect(Collectors.toSet());
        return nouns.size() == 1 ? nouns.iterator().next() : "resource";
    }

    /** What is in place and what is not, and how to go on. */
    private void account(List<Outcome> outcomes, boolean stopped) {
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
                terminal.note(palette.bad(outcome.state() == State.UNKNOWN ? "not known:" : "not done:") + " "
                        + label(outcome) + ": " + detail);
            }
        }
        List<Outcome> notTried =
                failed.stream().filter(o -> o.state() == State.NOT_TRIED).toList();
        if (!notTried.isEmpty()) {
            terminal.note(palette.bad(stopped ? "not begun:" : "not tried, for the same reason:") + " "
                    + notTried.stream().map(PlanApplication::label).collect(Collectors.joining(", ")));
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
