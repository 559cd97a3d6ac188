package io.azdetect.azure.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azdetect.azure.export.ArmTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Policies that give every resource of a kind a diagnostic setting, those that are there and those to come: a definition, its
 * assignment to a subscription with an identity, and the roles of that identity (<a
 * href="https://learn.microsoft.com/azure/governance/policy/concepts/effect-deploy-if-not-exists">deployIfNotExists</a>).
 * Expressions that the policy computes, and not the template, begin with two brackets.
 */
final class PolicyTemplate {
    /** Monitoring Contributor and Log Analytics Contributor, as Microsoft's own policies for diagnostic settings take. */
    private static final List<String> ROLES =
            List.of("749f88d5-cbae-40b8-bcfc-e573ddc772fa", "92aaf0da-9dab-42b6-94a3-d43ce8d16293");

    private static final String LOGS = "Microsoft.Insights/diagnosticSettings/logs[*]";

    private PolicyTemplate() {}

    /**
     * For a deployment to a subscription.
     *
     * @param categories the categories to send, by kind of resource
     */
    static ArmTemplate of(Map<String, Set<String>> categories) {
        ArmTemplate template =
                ArmTemplate.ofSubscription("Policies that send the logs of all resources of a kind to the workspace.");
        template.parameter(
                "workspace", "string", null, "The resource id of the Log Analytics workspace that the logs go to.");
        template.parameter(
                "location",
                "string",
                TextNode.valueOf("westeurope"),
                "The region of the identities that the policies act as; any that the subscription may use.");
        categories.forEach((kind, names) -> add(template, kind, names));
        return template;
    }

    private static void add(ArmTemplate template, String kind, Set<String> categories) {
        String name = SettingTemplates.NAME + "-"
                + kind.replaceFirst("^Microsoft\\.", "").replace('/', '-').toLowerCase(Locale.ROOT);
        String title = "Logs of " + kind + " go to the workspace";
        ObjectNode definition = ArmTemplate.object()
                .put("type", "Microsoft.Authorization/policyDefinitions")
                .put("apiVersion", "2021-06-01")
                .put("name", name);
        ObjectNode properties = definition
                .putObject("properties")
                .put("displayName", title)
                .put("policyType", "Custom")
                .put("mode", "All")
                .put("description", "Categories " + String.join(", ", categories) + ".");
        properties.putObject("metadata").put("category", "Monitoring");
        ObjectNode workspace =
                properties.putObject("parameters").putObject("workspace").put("type", "String");
        workspace
                .putObject("metadata")
                .put("displayName", "Log Analytics workspace")
                .put("strongType", "omsWorkspace");
        ObjectNode rule = properties.putObject("policyRule");
        rule.putObject("if").put("field", "type").put("equals", kind);
        ObjectNode then = rule.putObject("then").put("effect", "deployIfNotExists");
        then.set("details", details(kind, categories));
        template.resource(definition);
        template.resource(assignment(name, title));
        ROLES.forEach(role -> template.resource(roleAssignment(name, role)));
    }

    private static ObjectNode details(String kind, Set<String> categories) {
        ObjectNode details = ArmTemplate.object()
                .put("type", "Microsoft.Insights/diagnosticSettings")
                .put("name", SettingTemplates.NAME);
        ArrayNode roles = details.putArray("roleDefinitionIds");
        ROLES.forEach(r -> roles.add("/providers/Microsoft.Authorization/roleDefinitions/" + r));
        ArrayNode conditions = details.putObject("existenceCondition").putArray("allOf");
        conditions
                .addObject()
                .put("field", "Microsoft.Insights/diagnosticSettings/workspaceId")
                .put("equals", "[[parameters('workspace')]");
        for (String category : categories) {
            ObjectNode count = conditions
                    .addObject()
                    .put("greaterOrEquals", 1)
                    .putObject("count")
                    .put("field", LOGS);
            ArrayNode where = count.putObject("where").putArray("allOf");
            where.addObject().put("field", LOGS + ".category").put("equals", category);
            where.addObject().put("field", LOGS + ".enabled").put("equals", "true");
        }
        ObjectNode deployment =
                details.putObject("deployment").putObject("properties").put("mode", "incremental");
        ObjectNode given = deployment.putObject("parameters");
        given.putObject("name").put("value", kind.matches(".*/.*/.*") ? "[[field('fullName')]" : "[[field('name')]");
        given.putObject("workspace").put("value", "[[parameters('workspace')]");
        deployment.set("template", setting(kind, categories));
        return details;
    }

    /** The template that the policy deploys to a resource without the setting. */
    private static ObjectNode setting(String kind, Set<String> categories) {
        ObjectNode template = ArmTemplate.object()
                .put("$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#")
                .put("contentVersion", "1.0.0.0");
        ObjectNode parameters = template.putObject("parameters");
        parameters.putObject("name").put("type", "string");
        parameters.putObject("workspace").put("type", "string");
        ObjectNode setting = template.putArray("resources")
                .addObject()
                .put("type", kind + "/providers/diagnosticSettings")
                .put("apiVersion", "2021-05-01-preview")
                .put("name", "[[concat(parameters('name'), '/Microsoft.Insights/" + SettingTemplates.NAME + "')]");
        ObjectNode properties = setting.putObject("properties").put("workspaceId", "[[parameters('workspace')]");
        ArrayNode logs = properties.putArray("logs");
        categories.forEach(c -> logs.addObject().put("category", c).put("enabled", true));
        return template;
    }

    private static ObjectNode assignment(String name, String title) {
        ObjectNode assignment = ArmTemplate.object()
                .put("type", "Microsoft.Authorization/policyAssignments")
                .put("apiVersion", "2022-06-01")
                .put("name", name)
                .put("location", "[parameters('location')]");
        assignment.putArray("dependsOn").add(id("policyDefinitions", name));
        assignment.putObject("identity").put("type", "SystemAssigned");
        ObjectNode properties = assignment
                .putObject("properties")
                .put("displayName", title)
                .put("policyDefinitionId", id("policyDefinitions", name));
        properties.putObject("parameters").putObject("workspace").put("value", "[parameters('workspace')]");
        return assignment;
    }

    private static ObjectNode roleAssignment(String name, String role) {
        ObjectNode assignment = ArmTemplate.object()
                .put("type", "Microsoft.Authorization/roleAssignments")
                .put("apiVersion", "2022-04-01")
                .put("name", "[guid(subscription().id, '" + name + "', '" + role + "')]");
        assignment.putArray("dependsOn").add(id("policyAssignments", name));
        assignment
                .putObject("properties")
                .put(
                        "roleDefinitionId",
                        "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '" + role + "')]")
                .put(
                        "principalId",
                        "[reference(subscriptionResourceId('Microsoft.Authorization/policyAssignments', '" + name
                                + "'), '2022-06-01', 'full').identity.principalId]")
                .put("principalType", "ServicePrincipal");
        return assignment;
    }

    private static String id(String kind, String name) {
        return "[subscriptionResourceId('Microsoft.Authorization/" + kind + "', '" + name + "')]";
    }
}
