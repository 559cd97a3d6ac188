package io.azdetect.azure.export;

/** What all rules of a Terraform module share: the provider, and the variables that are about all of them. */
final class TerraformShared {
    private TerraformShared() {}

    static String text(RuleTarget target) {
        Hcl hcl = new Hcl();
        hcl.block(
                        "terraform",
                        terraform -> terraform
                                .set("required_version", Hcl.quoted(">= 1.3"))
                                .blank()
                                .block(
                                        "required_providers",
                                        providers -> providers.block(
                                                "azurerm =",
                                                azurerm -> azurerm.set("source", Hcl.quoted("hashicorp/azurerm"))
                                                        .set("version", Hcl.quoted(">= 4.0")))))
                .blank();
        variable(
                hcl,
                "workspace_id",
                "string",
                null,
                "The resource id of the Log Analytics workspace that the rules query.");
        variable(hcl, "enabled", "bool", "true", "Whether the rules run, where a rule's own variable does not say.");
        if (target == RuleTarget.MONITOR) {
            variable(hcl, "resource_group_name", "string", null, "The resource group that the rules go into.");
            variable(
                    hcl,
                    "location",
                    "string",
                    Hcl.quoted(""),
                    "The region of the workspace; that of the resource group when empty.");
            variable(
                    hcl,
                    "action_groups",
                    "list(string)",
                    "[]",
                    "Resource ids of the action groups that are told of an alert.");
            variable(
                    hcl,
                    "skip_query_validation",
                    "bool",
                    "true",
                    "Whether rules are deployed even while tables that they query are not in the workspace yet.");
            hcl.block(
                            "data \"azurerm_resource_group\" \"rules\"",
                            group -> group.set("name", "var.resource_group_name"))
                    .blank();
            hcl.block(
                    "locals",
                    locals -> locals.set(
                            "location",
                            "var.location == \"\" ? data.azurerm_resource_group.rules.location : var.location"));
        }
        return hcl.text();
    }

    private static void variable(Hcl hcl, String name, String type, String initial, String description) {
        hcl.block("variable " + Hcl.quoted(name), body -> {
            body.set("description", Hcl.quoted(description)).set("type", type);
            if (initial != null) {
                body.set("default", initial);
            }
        });
        hcl.blank();
    }
}
