package io.azdetect.azure.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.export.ArmTemplate;
import java.util.Set;

/**
 * Templates of diagnostic settings that are there once: of a subscription's Activity Log and of Entra ID
 * (<a href="https://learn.microsoft.com/azure/templates/microsoft.insights/diagnosticsettings">diagnosticSettings</a>, <a
 * href="https://learn.microsoft.com/azure/templates/microsoft.aadiam/diagnosticsettings">microsoft.aadiam</a>), and of what
 * the Azure Monitor Agent collects (<a
 * href="https://learn.microsoft.com/azure/templates/microsoft.insights/datacollectionrules">dataCollectionRules</a>).
 */
final class SettingTemplates {
    /** As all settings and rules of ours are named. */
    static final String NAME = "azdetect";

    private static final String WORKSPACE = "The resource id of the Log Analytics workspace that the logs go to.";

    private SettingTemplates() {}

    /** For a deployment to a subscription. */
    static ArmTemplate activityLog(Set<String> categories) {
        ArmTemplate template = ArmTemplate.ofSubscription("The subscription's Activity Log goes to the workspace.");
        template.parameter("workspace", "string", null, WORKSPACE);
        ObjectNode setting = ArmTemplate.object()
                .put("type", "Microsoft.Insights/diagnosticSettings")
                .put("apiVersion", "2021-05-01-preview")
                .put("name", NAME);
        logs(setting, categories);
        template.resource(setting);
        return template;
    }

    /** For a deployment to the tenant. */
    static ArmTemplate entraId(Set<String> categories) {
        ArmTemplate template = ArmTemplate.ofTenant("The logs of Microsoft Entra ID go to the workspace.");
        template.parameter("workspace", "string", null, WORKSPACE);
        ObjectNode setting = ArmTemplate.object()
                .put("type", "microsoft.aadiam/diagnosticSettings")
                .put("apiVersion", "2017-04-01")
                .put("name", NAME);
        logs(setting, categories);
        template.resource(setting);
        return template;
    }

    private static void logs(ObjectNode setting, Set<String> categories) {
        ObjectNode properties = setting.putObject("properties").put("workspaceId", "[parameters('workspace')]");
        ArrayNode logs = properties.putArray("logs");
        categories.forEach(c -> logs.addObject().put("category", c).put("enabled", true));
    }

    /** For a deployment to a resource group. */
    static ArmTemplate dataCollection(boolean scriptBlocks, boolean syslog) {
        ArmTemplate template = new ArmTemplate("What the Azure Monitor Agent collects from machines.");
        template.parameter("workspace", "string", null, WORKSPACE);
        template.parameter(
                "location", "string", null, "The region of the workspace, where data collection rules have to be.");
        if (scriptBlocks) {
            ObjectNode source = ArmTemplate.object().put("name", "scriptBlocks");
            source.putArray("streams").add("Microsoft-Event");
            source.putArray("xPathQueries").add("Microsoft-Windows-PowerShell/Operational!*[System[(EventID=4104)]]");
            template.resource(
                    rule("powershell-script-blocks", "Windows", "windowsEventLogs", source, "Microsoft-Event"));
        }
        if (syslog) {
            ObjectNode source = ArmTemplate.object().put("name", "syslog");
            source.putArray("streams").add("Microsoft-Syslog");
            ArrayNode facilities = source.putArray("facilityNames");
            for (String facility : new String[] {"auth", "authpriv", "cron", "daemon", "syslog", "user"}) {
                facilities.add(facility);
            }
            ArrayNode levels = source.putArray("logLevels");
            for (String level : new String[] {"Info", "Notice", "Warning", "Error", "Critical", "Alert", "Emergency"}) {
                levels.add(level);
            }
            template.resource(rule("syslog", "Linux", "syslog", source, "Microsoft-Syslog"));
        }
        return template;
    }

    private static ObjectNode rule(String name, String kind, String sourceKind, ObjectNode source, String stream) {
        ObjectNode rule = ArmTemplate.object()
                .put("type", "Microsoft.Insights/dataCollectionRules")
                .put("apiVersion", "2022-06-01")
                .put("name", NAME + "-" + name)
                .put("location", "[parameters('location')]")
                .put("kind", kind);
        ObjectNode properties = rule.putObject("properties");
        properties.putObject("dataSources").putArray(sourceKind).add(source);
        properties
                .putObject("destinations")
                .putArray("logAnalytics")
                .addObject()
                .put("name", "workspace")
                .put("workspaceResourceId", "[parameters('workspace')]");
        ObjectNode flow = properties.putArray("dataFlows").addObject();
        flow.putArray("streams").add(stream);
        flow.putArray("destinations").add("workspace");
        return rule;
    }
}
