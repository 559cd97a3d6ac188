package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.catalog.Detection;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code azdetect telemetry apply}. */
@Command(
        name = "apply",
        description =
                "Show the plan, ask, and switch on the logs which detections need: what 'telemetry export' writes as"
                        + " templates. Settings that others made stay as they are.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect telemetry apply --resource-group RG --workspace NAME",
            "  azdetect telemetry apply --resource-group RG --workspace NAME --part activity-log --part entra-id",
            "",
            "Entra ID's setting is the tenant's and needs Security Administrator there, policies need Owner of the"
                    + " subscription, and the rest Monitoring Contributor."
        })
final class TelemetryApplyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private TelemetryChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Mixin
    private final PlanApplication application;

    TelemetryApplyCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.application = new PlanApplication(terminal, access);
    }

    @Override
    public Integer call() throws IOException {
        List<Detection> detections = choice.detections();
        Arm arm = application.connect();
        return application.apply(choice.plan(detections, arm, switches.options(), terminal), arm);
    }
}
