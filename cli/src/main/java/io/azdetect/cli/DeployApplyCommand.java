package io.azdetect.cli;

import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.SavedPlan;
import io.azdetect.azure.deploy.WorkspaceScope;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code azdetect deploy apply}. */
@Command(
        name = "apply",
        description =
                "Show the plan, ask, and do exactly what it says. What broke off is finished by running it again.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Either it plans anew, which needs --target, --resource-group, --workspace and a choice of detections, or"
                    + " it does what a plan says that 'deploy plan --out PLANFILE' saved.",
            "",
            "Exit codes: 0 all is as wanted, 1 rules that somebody edited were left as they are, 3 something is not in"
                    + " place."
        })
final class DeployApplyCommand implements Callable<Integer> {
    /** What may be said of a plan that is there already. */
    private static final Set<String> OF_ANY_PLAN = Set.of(
            "--yes",
            "--format",
            "--cloud",
            "--resource-manager",
            "--log-analytics",
            "--authority",
            "--tenant",
            "--debug");

    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "PLANFILE",
            description =
                    "A plan that 'deploy plan --out' saved. It is applied as it is, or not at all when what it saw has"
                            + " changed since.")
    private Path file;

    @Mixin
    private DeployChoice choice;

    @Mixin
    private PlanSwitches switches;

    @Mixin
    private final PlanApplication application;

    /** What has to be given where no plan is. */
    private final List<String> needed = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    private DeployApplyCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.application = new PlanApplication(terminal, access);
    }

    /** The command. A plan says itself what must be said otherwise. */
    static CommandLine with(Terminal terminal, AzureAccess access) {
        DeployApplyCommand command = new DeployApplyCommand(terminal, access);
        CommandLine line = new CommandLine(command);
        for (OptionSpec option : List.copyOf(line.getCommandSpec().options())) {
            if (option.required()) {
                command.needed.add(option.longestName());
                line.getCommandSpec().remove(option);
                line.getCommandSpec()
                        .addOption(OptionSpec.builder(option).required(false).build());
            }
        }
        return line;
    }

    @Override
    public Integer call() throws IOException {
        ParseResult given = spec.commandLine().getParseResult();
        if (file != null) {
            given.matchedOptions().stream()
                    .map(OptionSpec::longestName)
                    .filter(option -> !OF_ANY_PLAN.contains(option))
                    .findFirst()
                    .ifPresent(option -> {
                        throw new UsageException(
                                file + " says itself what is to be done and where; leave out " + option);
                    });
            return saved();
        }
        List<String> missing = needed.stream()
                .filter(option -> !given.hasMatchedOption(option))
                .toList();
        if (!missing.isEmpty()) {
            throw new UsageException("Missing required options: " + String.join(", ", missing));
        }
        DeployChoice.Chosen chosen = choice.chosen();
        Arm arm = application.connect();
        return application.apply(choice.plan(chosen, arm, switches.options(), terminal), arm);
    }

    private int saved() throws IOException {
        SavedPlan plan;
        try {
            plan = SavedPlan.read(file);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage(), e);
        }
        Arm arm = application.connect();
        SavedPlan.Place place = plan.place();
        if (!place.resourceManager().equals(arm.cloud().resourceManager().toString())) {
            throw new UsageException("this plan is for the Azure at " + place.resourceManager()
                    + "; say so with --cloud or --resource-manager");
        }
        WorkspaceScope scope = WorkspaceScope.find(
                arm,
                GroupOptions.checked("the plan's subscription", place.subscription()),
                GroupOptions.checked("the plan's resource group", place.resourceGroup()),
                GroupOptions.checked("the plan's workspace", place.workspace()));
        return application.apply(plan.plan(arm, scope), arm);
    }
}
