package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.Change.Action;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.cli.azure.PlanFormat;
import io.azdetect.cli.azure.PlanReport;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that plans has in common: which Azure it asks, and how it shows what it found. */
final class PlanView {
    private final Terminal terminal;
    private final AzureAccess access;

    @Mixin
    private AzureOptions azure;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private PlanFormat format = PlanFormat.TABLE;

    PlanView(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    /** Azure, of which nothing has been asked yet. */
    Arm connect() {
        return azure.connect(access, terminal);
    }

    /** Prints a plan that nobody applies; the exit code says whether anybody could. */
    int show(PlanReport report) throws IOException {
        print(report);
        return report.plan().has(Action.CLASH) ? ExitCode.FAILURE : ExitCode.OK;
    }

    int show(Plan plan) throws IOException {
        return show(PlanReport.of(plan));
    }

    void print(PlanReport report) throws IOException {
        format.write(report, terminal.out(), terminal.outScreen());
    }
}
