package io.azdetect.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.deploy.Target;
import io.azdetect.azure.doctor.Doctor;
import io.azdetect.azure.doctor.Finding;
import io.azdetect.azure.doctor.Finding.State;
import io.azdetect.cli.format.KustoJson;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect doctor}. */
@Command(
        name = "doctor",
        description =
                "Look whether a deployment can work and its rules can see anything, and say how to mend what cannot.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Example:",
            "  azdetect doctor --resource-group RG --workspace NAME --target monitor",
            "",
            "It only reads. The exit code is 1 when something is missing."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final AzureAccess access;

    @Mixin
    private WorkspaceOptions workspace;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "What is to run the rules: monitor or sentinel; sentinel unless given.")
    private Target target = Target.SENTINEL;

    @Mixin
    private DetectionChoice choice;

    @Mixin
    private AzureOptions azure;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; table unless given.")
    private Format format = Format.TABLE;

    /** How findings are printed. */
    enum Format {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    DoctorCommand(Terminal terminal, AzureAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws IOException {
        var detections = choice.detections();
        Arm arm = azure.connect(access, terminal);
        Doctor doctor = new Doctor(arm, id -> azure.workspace(access, terminal, id));
        List<Finding> findings = doctor.examine(new Doctor.Patient(
                workspace.subscription(), workspace.resourceGroup(), workspace.name(), target, detections));
        if (format == Format.JSON) {
            json(findings);
        } else {
            findings.forEach(this::print);
        }
        return findings.stream().allMatch(f -> f.state() == State.GOOD) ? ExitCode.OK : ExitCode.FOUND;
    }

    private void print(Finding finding) {
        Palette palette = terminal.outScreen().palette();
        String sign = switch (finding.state()) {
            case GOOD -> palette.good("ok  ");
            case POOR -> palette.accent("poor");
            case BAD -> palette.bad("bad ");
        };
        terminal.out()
                .println(sign + " " + palette.bold(finding.subject()) + ": " + SafeText.visible(finding.detail()));
        finding.fix().lines().forEach(line -> terminal.out().println("     -> " + SafeText.visible(line)));
    }

    private void json(List<Finding> findings) throws IOException {
        try (JsonGenerator json = KustoJson.pretty(terminal.out())) {
            json.writeStartArray();
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("state", finding.state().name().toLowerCase(Locale.ROOT));
                json.writeStringField("subject", finding.subject());
                json.writeStringField("detail", finding.detail());
                json.writeStringField("fix", finding.fix());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        terminal.out().print('\n');
    }
}
