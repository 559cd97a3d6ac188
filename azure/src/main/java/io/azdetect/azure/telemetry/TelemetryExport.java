package io.azdetect.azure.telemetry;

import io.azdetect.catalog.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the templates that switch on the logs which detections need, and a page that says how to deploy them. */
public final class TelemetryExport {
    private final List<Detection> detections;

    public TelemetryExport(List<Detection> detections) {
        this.detections = List.copyOf(detections);
    }

    /**
     * Writes the files; those of the same names are replaced.
     *
     * @return the files, below the folder
     * @throws IOException when a file cannot be written
     */
    public List<Path> write(Path folder) throws IOException {
        Map<String, String> files = texts();
        List<Path> written = new ArrayList<>();
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
            written.add(Path.of(file.getKey()));
        }
        return written;
    }

    private Map<String, String> texts() {
        TelemetryNeed need = TelemetryNeed.of(detections);
        Map<String, String> files = new TreeMap<>();
        StringBuilder page = new StringBuilder("# Logs for detections\n\n")
                .append("Each file is a template of Azure Resource Manager. `WORKSPACE` is the resource id of the Log"
                        + " Analytics")
                .append(" workspace:\n\n    WORKSPACE=$(az monitor log-analytics workspace show --resource-group RG")
                .append(" --workspace-name NAME --query id --output tsv)\n");
        Set<String> activity = need.of(LogSource.SUBSCRIPTION);
        if (!activity.isEmpty()) {
            put(files, LogPart.ACTIVITY_LOG, need);
            section(
                    page,
                    "The Activity Log of each subscription",
                    activity,
                    "az deployment sub create --location REGION --template-file activity-log.json --parameters"
                            + " workspace=$WORKSPACE",
                    "It needs Monitoring Contributor on the subscription.");
        }
        Set<String> entra = need.of(LogSource.ENTRA_ID);
        if (!entra.isEmpty()) {
            put(files, LogPart.ENTRA_ID, need);
            section(
                    page,
                    "Microsoft Entra ID",
                    entra,
                    "az deployment tenant create --location REGION --template-file entra-id.json --parameters"
                            + " workspace=$WORKSPACE",
                    "It needs the role Security Administrator in Entra ID and the right to deploy at the tenant's"
                            + " scope; sign-in logs need a P1 or P2 licence. MicrosoftGraphActivityLogs can be large.");
        }
        Map<String, Set<String>> resources = need.resourceCategories();
        if (!resources.isEmpty()) {
            put(files, LogPart.RESOURCE_LOGS, need);
            section(
                    page,
                    "Logs of resources, by Azure Policy",
                    resources.entrySet().stream()
                            .map(e -> e.getKey() + ": " + String.join(", ", e.getValue()))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    "az deployment sub create --location REGION --template-file resource-logs.json --parameters"
                            + " workspace=$WORKSPACE location=REGION",
                    "It needs Owner, or Resource Policy Contributor and User Access Administrator. New resources get"
                            + " the setting by themselves; for those that are there, start a remediation task for each"
                            + " assignment: `az policy remediation create --name azdetect --policy-assignment NAME`. A"
                            + " workspace in another subscription needs Log Analytics Contributor for the assignments'"
                            + " identities there.");
        }
        if (need.scriptBlocks() || need.syslog()) {
            put(files, LogPart.DATA_COLLECTION, need);
            section(
                    page,
                    "What the Azure Monitor Agent collects",
                    new TreeSet<>(List.of(
                            need.scriptBlocks() ? "PowerShell's script blocks, event 4104" : "",
                            need.syslog() ? "Syslog" : "")),
                    "az deployment group create --resource-group RG --template-file data-collection.json --parameters"
                            + " workspace=$WORKSPACE location=REGION",
                    "Then associate machines that have the agent: `az monitor data-collection rule association create"
                            + " --name azdetect --rule-id RULE --resource MACHINE`. Script blocks are logged only where"
                            + " the Windows policy Turn on PowerShell Script Block Logging is on.");
        }
        if (!need.byHand().isEmpty()) {
            page.append("\n## By hand\n\nFor these there is no template here.\n\n");
            need.byHand()
                    .forEach((line, users) -> page.append("- ")
                            .append(line)
                            .append(" (")
                            .append(users.stream().map(Detection::slug).sorted().collect(Collectors.joining(", ")))
                            .append(")\n"));
        }
        files.put("README.md", page.toString());
        return files;
    }

    private static void put(Map<String, String> files, LogPart part, TelemetryNeed need) {
        part.template(need).ifPresent(template -> files.put(part + ".json", template.text()));
    }

    private static void section(StringBuilder page, String title, Set<String> items, String command, String note) {
        page.append("\n## ").append(title).append("\n\n");
        items.stream()
                .filter(i -> !i.isEmpty())
                .forEach(i -> page.append("- ").append(i).append('\n'));
        page.append("\n    ").append(command).append("\n\n").append(note).append('\n');
    }
}
