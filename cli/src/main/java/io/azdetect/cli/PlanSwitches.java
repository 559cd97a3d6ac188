package io.azdetect.cli;

import io.azdetect.azure.deploy.PlanOptions;
import picocli.CommandLine.Option;

/** What a plan may do beyond adding and changing. */
final class PlanSwitches {
    @Option(names = "--prune", description = "Remove azdetect's rules of this target that were not chosen.")
    private boolean prune;

    @Option(names = "--overwrite", description = "Write rules anew that somebody edited since they were deployed.")
    private boolean overwrite;

    @Option(
            names = "--adopt",
            description = "Take over rules that somebody else made under the names that azdetect's have.")
    private boolean adopt;

    PlanOptions options() {
        return new PlanOptions(prune, overwrite, adopt);
    }
}
