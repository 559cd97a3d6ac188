package io.azdetect.cli.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources of a subscription, and what Azure Resource Manager answers about them: pages, versions, operations that take
 * a while, permissions. What is stored is spelled anew where Azure does so.
 */
public final class ArmState {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ITEM = Pattern.compile(
            "(/subscriptions/[^/]+(?:/resourcegroups/[^/]+)?(?:/providers/.+)?/providers/([^/]+)/([^/]+))(?:/([^/]+))?");
    private static final Pattern WORKSPACE_ITEM = Pattern.compile(
            "(/subscriptions/[^/]+/resourcegroups/[^/]+/providers/microsoft.operationalinsights/workspaces/[^/]+"
                    + "/providers/(microsoft.securityinsights|microsoft.authorization)/(\\w+))(?:/([^/]+))?");

    private static final Pattern WHAT_IF = Pattern.compile(
            "(/subscriptions/[^/]+/resourcegroups/[^/]+)/providers/microsoft.resources/deployments/[^/]+/whatif");
    private static final Pattern TENANT_ITEM =
            Pattern.compile("(/providers/(microsoft.aadiam)/(diagnosticsettings))(?:/([^/]+))?");

    /** How a change is answered. */
    public enum Style {
        /** When it is done. */
        AT_ONCE,
        /** With 201 or 202 and the address of an operation that has a status. */
        ASYNC_OPERATION,
        /** With 202 and an address that answers 202 until it is done. */
        LOCATION
    }

    /** A response. */
    record Answer(int status, Map<String, String> headers, JsonNode body) {}

    private record Operation(Style style, Runnable effect, AtomicInteger pollsLeft, boolean fails, JsonNode result) {}

    private final Map<String, ObjectNode> resources = new TreeMap<>();
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private final Set<String> denied = new TreeSet<>();
    private int version;
    private int pageSize = 100;
    private Style style = Style.AT_ONCE;
    private boolean operationsFail;
    private int tooSoon;

    public synchronized void pageSize(int size) {
        pageSize = size;
    }

    public synchronized void style(Style wanted) {
        style = wanted;
    }

    /** Operations that are taken on fail later. */
    public synchronized void operationsFail(boolean fail) {
        operationsFail = fail;
    }

    /** Whoever asks lacks this permission, such as {@code Microsoft.Insights/scheduledQueryRules/write}. */
    public synchronized void deny(String action) {
        denied.add(action.toLowerCase(Locale.ROOT));
    }

    /** So many policies are assigned, and so many roles given, before Azure knows what they are about. */
    public synchronized void tooSoon(int times) {
        tooSoon = times;
    }

    /** Whoever asks lacks nothing any more. */
    public synchronized void allowAll() {
        denied.clear();
    }

    /** Puts a resource there, as if somebody had. */
    public synchronized void hold(String path, ObjectNode resource) {
        store(path, resource);
    }

    /** A resource as it is held; null when there is none. */
    public synchronized ObjectNode held(String path) {
        ObjectNode resource = resources.get(path.toLowerCase(Locale.ROOT));
        return resource == null ? null : resource.deepCopy();
    }

    /** All resources below a path, by their names. */
    public synchronized Map<String, ObjectNode> heldBelow(String collection) {
        Map<String, ObjectNode> below = new TreeMap<>();
        for (Map.Entry<String, ObjectNode> entry : resources.entrySet()) {
            String prefix = collection.toLowerCase(Locale.ROOT) + "/";
            if (entry.getKey().startsWith(prefix) && entry.getKey().indexOf('/', prefix.length()) < 0) {
                below.put(
                        entry.getValue().get("name").asText(), entry.getValue().deepCopy());
            }
        }
        return below;
    }

    public synchronized void remove(String path) {
        resources.remove(path.toLowerCase(Locale.ROOT));
    }

    /** A workspace's answer with these columns, each {@code name:type}, and no row. */
    public static ObjectNode table(String... columns) {
        ObjectNode result = JSON.createObjectNode();
        ObjectNode table = result.putArray("tables").addObject().put("name", "PrimaryResult");
        ArrayNode described = table.putArray("columns");
        for (String column : columns) {
            int colon = column.indexOf(':');
            described.addObject().put("name", column.substring(0, colon)).put("type", column.substring(colon + 1));
        }
        table.putArray("rows");
        return result;
    }

    static Answer error(int status, String code, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("code", code).put("message", message);
        return new Answer(status, Map.of(), body);
    }

    synchronized Answer answer(String method, String rawPath, String query, ObjectNode body, String address) {
        String path = rawPath.toLowerCase(Locale.ROOT);
        if (path.startsWith("/operations/")) {
            return poll(path, address);
        }
        if (!query.contains("api-version=")) {
            return error(400, "MissingApiVersionParameter", "The api-version query parameter is required.");
        }
        if (path.matches("/subscriptions/[^/]+")) {
            return resources.containsKey(path) ? ok(resources.get(path)) : error(404, "SubscriptionNotFound", rawPath);
        }
        Matcher whatIf = WHAT_IF.matcher(path);
        if (method.equals("POST") && whatIf.matches()) {
            return whatIf(rawPath.substring(0, whatIf.end(1)), body, address);
        }
        Matcher item = WORKSPACE_ITEM.matcher(path);
        if (!item.matches()) {
            item = ITEM.matcher(path);
        }
        if (!item.matches()) {
            item = TENANT_ITEM.matcher(path);
            if (!item.matches()) {
                return error(404, "InvalidResourceType", "There is nothing at " + rawPath);
            }
        }
        String type = item.group(2) + "/" + item.group(3);
        String verb = method.equals("GET") ? "read" : method.equals("DELETE") ? "delete" : "write";
        if (denied.contains(type + "/" + verb)) {
            return error(
                    403,
                    "AuthorizationFailed",
                    "The client 'dev@contoso.com' with object id '1' does not have authorization to perform action '"
                            + type + "/" + verb + "' over scope '" + rawPath + "' or the scope is invalid.");
        }
        if (item.group(4) == null) {
            return page(item.group(1), query, address);
        }
        return switch (method) {
            case "GET" -> resources.containsKey(path) ? ok(resources.get(path)) : notFound(rawPath);
            case "PUT" -> put(rawPath, body, address);
            case "DELETE" -> delete(rawPath, address);
            default -> error(405, "MethodNotAllowed", method);
        };
    }

    /** Taken on at once, and answered where the location says. */
    private Answer whatIf(String group, ObjectNode body, String address) {
        String id = "/operations/" + operations.size();
        JsonNode result = WhatIfAnswer.of(group, body, resources);
        operations.put(id, new Operation(Style.LOCATION, () -> {}, new AtomicInteger(1), operationsFail, result));
        return new Answer(202, Map.of("Location", address + id + "?api-version=1", "Retry-After", "3"), null);
    }

    private static Answer ok(JsonNode body) {
        return new Answer(200, Map.of(), body.deepCopy());
    }

    private static Answer notFound(String path) {
        return error(404, "ResourceNotFound", "The Resource '" + path + "' was not found.");
    }

    private Answer page(String collection, String query, String address) {
        List<ObjectNode> all = new ArrayList<>(below(collection));
        Matcher principal = Pattern.compile("principalId eq '([^']+)'").matcher(query);
        if (principal.find()) {
            all.removeIf(r -> !r.at("/properties/principalId").asText().equals(principal.group(1)));
        }
        Matcher skip = Pattern.compile("skipToken=(\\d+)").matcher(query);
        int from = skip.find() ? Integer.parseInt(skip.group(1)) : 0;
        int to = Math.min(all.size(), from + pageSize);
        ObjectNode page = JSON.createObjectNode();
        ArrayNode value = page.putArray("value");
        all.subList(Math.min(from, to), to).forEach(r -> value.add(r.deepCopy()));
        if (to < all.size()) {
            String version = query.replaceAll(".*(api-version=[^&]+).*", "$1");
            page.put("nextLink", address + collection + "?" + version + "&$skipToken=" + to);
        }
        return new Answer(200, Map.of(), page);
    }

    /** A list under a subscription has what is in all its groups. */
    private List<ObjectNode> below(String collection) {
        Matcher wide = Pattern.compile("(/subscriptions/[^/]+)(/providers/[^/]+/[^/]+)")
                .matcher(collection);
        if (!wide.matches()) {
            return List.copyOf(heldBelow(collection).values());
        }
        return resources.entrySet().stream()
                .filter(e -> e.getKey().matches(Pattern.quote(collection) + "/[^/]+")
                        || e.getKey()
                                .matches(Pattern.quote(wide.group(1)) + "/resourcegroups/[^/]+"
                                        + Pattern.quote(wide.group(2)) + "/[^/]+"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Answer put(String path, ObjectNode body, String address) {
        ObjectNode there = resources.get(path.toLowerCase(Locale.ROOT));
        String etag = body.path("etag").asText("");
        if (!etag.isEmpty() && (there == null || !there.path("etag").asText().equals(etag))) {
            return error(409, "Conflict", "The etag of the rule is not the latest.");
        }
        Optional<Answer> refusal = Telemetry.refusal(path, body, resources);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String key = path.toLowerCase(Locale.ROOT);
        if (key.contains("/policyassignments/") && tooSoon-- > 0) {
            return error(404, "PolicyDefinitionNotFound", "The policy definition could not be found.");
        }
        if (key.contains("/roleassignments/") && tooSoon-- > 0) {
            return error(400, "PrincipalNotFound", "Principal does not exist in the directory.");
        }
        int created = there == null ? 201 : 200;
        if (style == Style.AT_ONCE) {
            store(path, body);
            return new Answer(created, Map.of(), held(path));
        }
        return later(() -> store(path, body), body, created, address);
    }

    private Answer delete(String path, String address) {
        String key = path.toLowerCase(Locale.ROOT);
        if (!resources.containsKey(key)) {
            return new Answer(204, Map.of(), null);
        }
        if (style == Style.AT_ONCE) {
            resources.remove(key);
            return new Answer(200, Map.of(), null);
        }
        return later(() -> resources.remove(key), null, 202, address);
    }

    private Answer later(Runnable effect, ObjectNode body, int created, String address) {
        String id = "/operations/" + operations.size();
        operations.put(id, new Operation(style, effect, new AtomicInteger(2), operationsFail, JSON.createObjectNode()));
        Map<String, String> headers = new LinkedHashMap<>();
        if (style == Style.ASYNC_OPERATION) {
            headers.put("Azure-AsyncOperation", address + id + "?api-version=1");
            return new Answer(created, headers, body);
        }
        headers.put("Location", address + id + "?api-version=1");
        headers.put("Retry-After", "3");
        return new Answer(202, headers, null);
    }

    private Answer poll(String id, String address) {
        Operation operation = operations.get(id);
        if (operation == null) {
            return error(404, "NotFound", id);
        }
        boolean running = operation.pollsLeft().getAndDecrement() > 0;
        if (!running && !operation.fails()) {
            operation.effect().run();
        }
        if (operation.style() == Style.LOCATION) {
            Map<String, String> headers = Map.of("Location", address + id + "?api-version=1", "Retry-After", "3");
            return running
                    ? new Answer(202, headers, null)
                    : operation.fails()
                            ? error(400, "RuleInvalid", "The rule cannot be made.")
                            : new Answer(200, Map.of(), operation.result());
        }
        ObjectNode status = JSON.createObjectNode();
        status.put("status", running ? "InProgress" : operation.fails() ? "Failed" : "Succeeded");
        if (!running && operation.fails()) {
            status.putObject("error").put("code", "RuleInvalid").put("message", "The rule cannot be made.");
        }
        return new Answer(200, running ? Map.of("Retry-After", "5") : Map.of(), status);
    }

    private void store(String path, ObjectNode body) {
        ObjectNode resource = AzureSpelling.of(body);
        Telemetry.complete(path, resource);
        resource.put("id", path)
                .put("name", path.substring(path.lastIndexOf('/') + 1))
                .put("etag", "\"" + ++version + "\"");
        resources.put(path.toLowerCase(Locale.ROOT), resource);
    }
}
