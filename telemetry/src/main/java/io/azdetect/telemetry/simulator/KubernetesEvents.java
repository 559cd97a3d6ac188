package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * The audit log of a cluster's API server. The envelope is Azure's; the event inside is Kubernetes' own and stands in it as
 * text, which is what {@code log_s} of AzureDiagnostics holds.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/">The audit event</a>
 * @see <a href="https://learn.microsoft.com/azure/aks/monitor-aks-reference#resource-logs">The categories</a>
 * @see <a href="https://github.com/elastic/integrations">A real envelope, in packages/azure/data_stream/platformlogs</a>
 */
final class KubernetesEvents {

    static final List<EventKind> KINDS = List.of(
            kind("kube-audit", "A request to a cluster's API server, of any verb."),
            kind("kube-audit-admin", "A request to a cluster's API server, other than get and list."));

    private KubernetesEvents() {}

    private static EventKind kind(String category, String about) {
        return EventKind.named(category, "insights-logs-" + category)
                .about(about)
                .field(
                        "verb",
                        "The event's verb, such as create, update, patch, delete. create unless given.",
                        "\"patch\"")
                .field("resource", "objectRef.resource. pods unless given.", "\"secrets\"")
                .field("subresource", "objectRef.subresource, such as exec or attach. None unless given.", "\"exec\"")
                .field("namespace", "objectRef.namespace. default unless given.", "\"shop\"")
                .field("name", "objectRef.name. None unless given.", "\"web-6f5d\"")
                .field(
                        "user",
                        "user.username. alice.moreau@contoso.com unless given.",
                        "\"system:serviceaccount:shop:web\"")
                .field("groups", "user.groups, a list. system:authenticated unless given.", "[\"system:masters\"]")
                .field("ip", "The only one of sourceIPs.", "\"198.51.100.7\"")
                .field("userAgent", "userAgent.", "\"kubectl/v1.30.1 (linux/amd64)\"")
                .field("code", "responseStatus.code. 201 for create, 200 otherwise, unless given.", "403")
                .field(
                        "stage",
                        "RequestReceived, ResponseStarted, ResponseComplete or Panic. ResponseComplete unless given.",
                        "\"ResponseStarted\"")
                .field("request", "requestObject, what the request carries. None unless given.", "{\"spec\": {}}")
                .field("auditId", "auditID; made up unless given.", "\"0f0ad7b1-6b0c-4a5e-9f57-2b8d3a1c4e90\"")
                .field("cluster", "The cluster's name. aks-shop unless given.", "\"aks-dev\"")
                .field("resourceGroup", "The cluster's resource group.", "\"rg-dev\"")
                .field("subscription", "The cluster's subscription.", "\"" + Contoso.SUBSCRIPTION + "\"")
                .example("{\"subresource\": \"exec\", \"namespace\": \"shop\", \"name\": \"web-6f5d\", \"user\":"
                        + " \"alice.moreau@contoso.com\"}")
                .expandedBy(fields -> expand(category, fields));
    }

    private static ObjectNode expand(String category, ShortFields fields) {
        String cluster = fields.text("cluster", "aks-shop");
        String resourceId = Contoso.resourceId(
                        fields.text("subscription", Contoso.SUBSCRIPTION),
                        fields.text("resourceGroup", Contoso.RESOURCE_GROUP),
                        "Microsoft.ContainerService",
                        "managedClusters",
                        cluster)
                .toUpperCase(Locale.ROOT);
        return Json.object(
                "Cloud",
                "AzureCloud",
                "Environment",
                "prod",
                "category",
                category,
                "ccpNamespace",
                Ids.hex(24, "control plane", resourceId),
                "operationName",
                "Microsoft.ContainerService/managedClusters/diagnosticLogs/Read",
                "properties",
                Json.object(
                        "log",
                        Json.text(event(fields)) + "\n",
                        "stream",
                        "stdout",
                        "pod",
                        "kube-apiserver-" + Ids.hex(10, "api server", resourceId) + "-"
                                + Ids.hex(5, "replica", resourceId)),
                "resourceId",
                resourceId,
                "time",
                fields.time());
    }

    private static ObjectNode event(ShortFields fields) {
        String verb = fields.text("verb", "create");
        ObjectNode event = Json.object(
                "kind",
                "Event",
                "apiVersion",
                "audit.k8s.io/v1",
                "level",
                fields.has("request") ? "Request" : "Metadata",
                "auditID",
                fields.id("auditId"),
                "stage",
                fields.word(
                        "stage", "ResponseComplete", "RequestReceived", "ResponseStarted", "ResponseComplete", "Panic"),
                "requestURI",
                uri(fields),
                "verb",
                verb,
                "user",
                Json.object(
                        "username",
                        fields.text("user", "alice.moreau@" + Contoso.DOMAIN),
                        "groups",
                        fields.find("groups").orElseGet(() -> Json.array("system:authenticated"))),
                "sourceIPs",
                Json.array(fields.text("ip", "203.0.113.10")),
                "userAgent",
                fields.text("userAgent", "kubectl/v1.30.1 (linux/amd64) kubernetes/6911225"),
                "objectRef",
                reference(fields),
                "responseStatus",
                Json.object(
                        "metadata", Json.object(), "code", fields.integer("code", verb.equals("create") ? 201 : 200)));
        if (fields.has("request")) {
            event.set("requestObject", fields.object("request"));
        }
        boolean allowed = fields.integer("code", 200) != 403;
        event.setAll(Json.object(
                "requestReceivedTimestamp",
                AzureTime.micros(fields.at().minusMillis(5 + fields.number("took", 40))),
                "stageTimestamp",
                AzureTime.micros(fields.at()),
                "annotations",
                Json.object(
                        "authorization.k8s.io/decision",
                        allowed ? "allow" : "forbid",
                        "authorization.k8s.io/reason",
                        "")));
        return event;
    }

    private static ObjectNode reference(ShortFields fields) {
        ObjectNode reference = Json.object(
                "resource", fields.text("resource", "pods"), "namespace", fields.text("namespace", "default"));
        if (fields.has("name")) {
            reference.put("name", fields.text("name", ""));
        }
        reference.put("apiVersion", "v1");
        if (fields.has("subresource")) {
            reference.put("subresource", fields.text("subresource", ""));
        }
        return reference;
    }

    private static String uri(ShortFields fields) {
        StringBuilder uri = new StringBuilder("/api/v1/namespaces/")
                .append(fields.text("namespace", "default"))
                .append('/')
                .append(fields.text("resource", "pods"));
        for (String part : List.of("name", "subresource")) {
            if (fields.has(part)) {
                uri.append('/').append(fields.text(part, ""));
            }
        }
        return uri.toString();
    }
}
