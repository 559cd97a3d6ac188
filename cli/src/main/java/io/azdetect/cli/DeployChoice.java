package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.ActionFile;
import io.azdetect.azure.deploy.Deployer;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.PlanOptions;
import io.azdetect.azure.deploy.SavedPlan;
import io.azdetect.azure.deploy.Target;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.ParameterFile;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which detections are to be rules of which workspace. */
final class DeployChoice {
    @Mixin
    private WorkspaceOptions workspace;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            required = true,
            description = "What runs the rules: monitor (Azure Monitor) or sentinel (Microsoft Sentinel).")
    private Target target;

    @Mixin
    private DetectionChoice detections;

    @Option(names = "--all", description = "All detections of the catalogue.")
    private boolean all;

    @Mixin
    private ParametersOption parameters;

    /** What is to be compared, all of it read and checked before anything is asked of Azure. */
    record Chosen(List<Detection> detections, ParameterFile parameters, ActionFile actions) {}

    Chosen chosen() throws IOException {
        if (!all && !detections.isNarrowed()) {
            throw new UsageException(
                    "which detections? Choose with --tactic, --technique, --detection or --detections, or say --all");
        }
        DetectionCatalog catalog = detections.catalog();
        ParametersOption.Environment environment = parameters.environment(catalog);
        return new Chosen(detections.detections(catalog), environment.parameters(), environment.actions());
    }

    Target target() {
        return target;
    }

    /** The resource group's resource id. */
    String resourceGroup() {
        return "/subscriptions/" + workspace.subscription() + "/resourceGroups/" + workspace.resourceGroup();
    }

    /** Where what is planned is to be. */
    SavedPlan.Place place(Arm arm) {
        return new SavedPlan.Place(
                arm.cloud().resourceManager().toString(),
                workspace.subscription(),
                workspace.resourceGroup(),
                workspace.name());
    }

    /** What would have to be done so that what was chosen is there. */
    Plan plan(Chosen chosen, Arm arm, PlanOptions options, Terminal terminal) {
        Deployer deployer = new Deployer(arm, workspace.find(arm), target);
        if (chosen.actions().bindsAny() && !chosen.actions().runsPlaybooks() && !deployer.tellsGroups()) {
            terminal.note(
                    "note: the rules of Sentinel tell no action groups, so 'notify' does nothing here unless it names"
                            + " 'playbooks'.");
        }
        return deployer.plan(chosen.detections(), chosen.parameters(), chosen.actions(), options);
    }
}
