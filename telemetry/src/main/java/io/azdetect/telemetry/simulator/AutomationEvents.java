package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Azure Automation's diagnostic logs: the states of a job, and what it wrote to its streams.
 *
 * @see <a href="https://learn.microsoft.com/azure/automation/automation-manage-send-joblogs-log-analytics">Automation
 *     diagnostic logs</a>
 */
final class AutomationEvents {

    static final List<EventKind> KINDS = List.of(
            common(
                            EventKind.named("automation-joblog", "insights-logs-joblogs")
                                    .about("A state that a runbook's job came to.")
                                    .field(
                                            "status",
                                            "resultType: New, Created, Started, Stopped, Suspended, Failed or Completed. Completed unless given.",
                                            "\"Started\"")
                                    .example(
                                            "{\"account\": \"aa-ops\", \"runbook\": \"Stop-DevMachines\", \"status\": \"Completed\"}"))
                    .expandedBy(AutomationEvents::jobLog),
            common(
                            EventKind.named("automation-jobstream", "insights-logs-jobstreams")
                                    .about("A line that a runbook's job wrote.")
                                    .field(
                                            "text",
                                            "resultDescription: what was written. Required.",
                                            "\"Thumbprint: 9F3C…\"")
                                    .field(
                                            "stream",
                                            "Output, Progress, Warning, Error, Debug or Verbose. Output unless given.",
                                            "\"Error\"")
                                    .example(
                                            "{\"account\": \"aa-ops\", \"runbook\": \"Stop-DevMachines\", \"text\": \"3 machines stopped\"}"))
                    .expandedBy(AutomationEvents::jobStream));

    private AutomationEvents() {}

    private static EventKind.Declaration common(EventKind.Declaration kind) {
        return kind.field("account", "The Automation account's name. aa-ops unless given.", "\"aa-backup\"")
                .field("runbook", "properties.RunbookName.", "\"Rotate-Certificates\"")
                .field(
                        "job",
                        "properties.JobId, and correlationId; made from account, runbook and hour unless given.",
                        "\"2ebd22ea-e05e-4eb9-9d76-d73cbd4356e0\"")
                .field(
                        "caller",
                        "properties.Caller: who started it, or System for a schedule. System unless given.",
                        "\"alice.moreau@contoso.com\"")
                .field("resourceGroup", "The account's resource group.", "\"rg-dev\"")
                .field("subscription", "The account's subscription.", "\"" + Contoso.SUBSCRIPTION + "\"")
                .field("tenant", "The tenant's id.", "\"" + Contoso.TENANT + "\"");
    }

    private static ObjectNode jobLog(ShortFields fields) {
        String status = fields.word(
                "status", "Completed", "New", "Created", "Started", "Stopped", "Suspended", "Failed", "Completed");
        return record(fields, "JobLogs", status, description(status), Json.object());
    }

    private static String description(String status) {
        return switch (status) {
            case "Started" -> "Job is started";
            case "Failed" -> "Job Failed";
            case "Completed" -> "Job Completed";
            default -> "Job is " + status.toLowerCase(Locale.ROOT);
        };
    }

    private static ObjectNode jobStream(ShortFields fields) {
        String stream = fields.word("stream", "Output", "Progress", "Output", "Warning", "Error", "Debug", "Verbose");
        return record(fields, "JobStreams", "In Progress", fields.required("text"), Json.object("StreamType", stream));
    }

    private static ObjectNode record(
            ShortFields fields, String category, String resultType, String description, ObjectNode stream) {
        String account = fields.text("account", "aa-ops");
        String runbook = fields.text("runbook", "Stop-DevMachines");
        String hour = fields.time().substring(0, 13);
        String job = fields.text("job", Ids.guid("job", account, runbook, hour));
        ObjectNode properties = Json.object("JobId", job, "RunbookName", runbook);
        properties.setAll(stream);
        properties.put("Caller", fields.text("caller", "System"));
        properties.put("Tenant", fields.text("tenant", Contoso.TENANT));
        return Json.object(
                "time", fields.time(),
                "resourceId",
                        Contoso.resourceId(
                                        fields.text("subscription", Contoso.SUBSCRIPTION),
                                        fields.text("resourceGroup", Contoso.RESOURCE_GROUP),
                                        "Microsoft.Automation",
                                        "automationAccounts",
                                        account)
                                .toUpperCase(Locale.ROOT),
                "category", category,
                "operationName", "Job",
                "resultType", resultType,
                "resultDescription", description,
                "correlationId", job,
                "properties", properties);
    }
}
