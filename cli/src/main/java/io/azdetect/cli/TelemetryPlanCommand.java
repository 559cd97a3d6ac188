package io.azdetect.cli;

import io.azdetect.catalog.Detection;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azdetect telemetry plan}. */
@Command(
        name = "plan",
        description = "Show which settings, policies and rules apply would make or change. Nothing is changed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example:", "  azdetect telemetry plan --resource-group RG --workspace NAME --logs exported-logs"
        })
final class TelemetryPlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private TelemetryChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Mixin
    private final PlanView view;

    TelemetryPlanCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.view = new PlanView(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        List<Detection> detections = choice.detections();
        return view.show(choice.plan(detections, view.connect(), switches.options(), terminal));
    }
}
