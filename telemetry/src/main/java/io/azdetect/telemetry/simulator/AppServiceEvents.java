package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * What App Service logs of publishing: who logged in to a site's publishing endpoints, and which of its files changed. It
 * writes the names of the envelope with capitals.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-monitor/reference/tables/appserviceauditlogs">The columns</a>
 * @see <a href="https://techcommunity.microsoft.com/t5/apps-on-azure-blog/about-the-authorization-events-in-appserviceauditlogs/ba-p/3670294">What
 *     leaves them</a>
 * @see <a href="https://github.com/elastic/integrations">A real record, in packages/azure_app_service</a>
 */
final class AppServiceEvents {

    static final List<EventKind> KINDS = List.of(
            site("app-service-login", "insights-logs-appserviceauditlogs")
                    .about("Somebody logged in to a site's publishing endpoint: Kudu, FTP or Web Deploy.")
                    .field(
                            "user",
                            "UserDisplayName of a person, whom User names by a number of Entra ID's. The site's own"
                                    + " login, a dollar sign and its name, stands under User alone.",
                            "\"$web-shop\"")
                    .field("ip", "UserAddress.", "\"198.51.100.7\"")
                    .field(
                            "protocol",
                            "Protocol: AAD for people; KUDU, FTP or WebDeploy otherwise. AAD or KUDU unless given.",
                            "\"FTP\"")
                    .example("{\"site\": \"web-shop\", \"user\": \"alice.moreau@contoso.com\"}")
                    .expandedBy(AppServiceEvents::login),
            site("app-service-file", "insights-logs-appservicefileauditlogs")
                    .about("A file of a site was created, changed or deleted.")
                    .field("operation", "OperationName: Create, Update or Delete. Update unless given.", "\"Create\"")
                    .field("path", "Path.", "\"/home/site/wwwroot/App_Data/jobs/triggered/cleanup/run.ps1\"")
                    .field("process", "The process that did it. w3wp.exe unless given.", "\"dotnet.exe\"")
                    .example("{\"site\": \"web-shop\", \"path\": \"/home/site/wwwroot/web.config\"}")
                    .expandedBy(AppServiceEvents::file));

    private AppServiceEvents() {}

    private static EventKind.Declaration site(String name, String container) {
        return EventKind.named(name, container)
                .field("site", "The app's name. web-shop unless given.", "\"func-orders\"")
                .field("resourceGroup", "The app's resource group.", "\"rg-dev\"")
                .field("subscription", "The app's subscription.", "\"" + Contoso.SUBSCRIPTION + "\"");
    }

    private static ObjectNode login(ShortFields fields) {
        String user = fields.text("user", "alice.moreau@" + Contoso.DOMAIN);
        boolean own = user.startsWith("$");
        ObjectNode properties = Json.object(
                "User",
                own
                        ? user
                        : "10032"
                                + Ids.hex(11, "net id", user.toLowerCase(Locale.ROOT))
                                        .toUpperCase(Locale.ROOT));
        if (!own) {
            properties.put("UserDisplayName", user);
        }
        properties.put("UserAddress", fields.text("ip", "203.0.113.10"));
        properties.put("Protocol", fields.text("protocol", own ? "KUDU" : "AAD"));
        return record(fields, "AppServiceAuditLogs", "Authorization", properties);
    }

    private static ObjectNode file(ShortFields fields) {
        return record(
                fields,
                "AppServiceFileAuditLogs",
                fields.word("operation", "Update", "Create", "Update", "Delete"),
                Json.object(
                        "Path",
                        fields.text("path", "/home/site/wwwroot/index.html"),
                        "Process",
                        fields.text("process", "w3wp.exe")));
    }

    private static ObjectNode record(ShortFields fields, String category, String operation, ObjectNode properties) {
        return Json.object(
                "time",
                fields.time(),
                "ResourceId",
                Contoso.resourceId(
                                fields.text("subscription", Contoso.SUBSCRIPTION),
                                fields.text("resourceGroup", Contoso.RESOURCE_GROUP),
                                "Microsoft.Web",
                                "sites",
                                fields.text("site", "web-shop"))
                        .toUpperCase(Locale.ROOT),
                "Category",
                category,
                "OperationName",
                operation,
                "Properties",
                properties);
    }
}
