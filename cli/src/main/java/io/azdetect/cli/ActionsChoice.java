package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.ActionDeployer;
import io.azdetect.azure.deploy.ActionFile;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.InvalidDetectionsException;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which action groups are to be in which resource group. */
final class ActionsChoice {
    @Mixin
    private GroupOptions group;

    @Option(
            names = "--parameters",
            paramLabel = "FILE",
            required = true,
            description = "The parameter file with 'actionGroups' and 'notify'.")
    private Path file;

    ActionFile read() throws IOException {
        try {
            return ActionFile.read(
                    file, System::getenv, DetectionCatalog.builtIn().detections());
        } catch (InvalidDetectionsException e) {
            throw ParametersOption.unusable(e.errors());
        }
    }

    ActionDeployer deployer(Arm arm) {
        return new ActionDeployer(arm, group.path());
    }
}
