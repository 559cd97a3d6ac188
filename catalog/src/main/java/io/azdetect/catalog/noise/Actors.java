package io.azdetect.catalog.noise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the parts of a test to a tenant's own people. A test's users become users of the tenant wherever their names or
 * object ids stand; ids that tie records together become ids of this one telling. Applications keep their names.
 */
final class Actors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern USER = Pattern.compile("(?i)(?<![\\w.+-])[\\w.-]+@contoso\\.com");

    /** The fields in which an event says who acts, each with the one that may say that one's object id. */
    private static final Map<String, String> WHO = Map.of(
            "caller", "objectId",
            "actor", "actorId",
            "user", "userId",
            "Caller", "",
            "RequesterUpn", "RequesterObjectId",
            "UserPrincipalName", "UserId",
            "User", "",
            "UserDisplayName", "",
            "Identity", "");

    private final String id;
    private final Map<String, String> renamed = new LinkedHashMap<>();

    private Actors(String id) {
        this.id = id;
    }

    /**
     * Casts the acting users of these events.
     *
     * @param id what the telling is called
     * @param next the next user of the tenant to take a part
     */
    static Actors cast(String id, List<ObjectNode> events, Supplier<String> next) {
        Actors actors = new Actors(id);
        Map<String, String> parts = new LinkedHashMap<>();
        for (ObjectNode event : events) {
            WHO.forEach((who, whoseId) -> {
                String name = event.path(who).asText();
                if (!USER.matcher(name).matches()) {
                    return;
                }
                String part = parts.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> next.get());
                actors.renamed.put(name, name.equals(name.toLowerCase(Locale.ROOT)) ? part : capitalised(part));
                String objectId = event.path(whoseId).asText();
                if (!objectId.isEmpty()) {
                    actors.renamed.put(objectId, Ids.principal(part));
                }
            });
            for (String tie : List.of("correlationId", "CorrelationId")) {
                String value = event.path(tie).asText();
                if (!value.isEmpty()) {
                    actors.renamed.put(value, Ids.guid("telling", id, value));
                }
            }
        }
        return actors;
    }

    /** Names are compared without regard to case, and tests that say so must go on saying it. */
    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** The event with its parts given out. */
    ObjectNode play(ObjectNode event) {
        String text = event.toString();
        for (Map.Entry<String, String> part : renamed.entrySet()) {
            text = text.replaceAll(
                    "(?<![\\w.+-])" + Pattern.quote(part.getKey()) + "(?![\\w-])",
                    Matcher.quoteReplacement(part.getValue()));
        }
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names of people in JSON leave it JSON: " + text, e);
        }
    }

    /** Adds what an event says of who, from where and on what. */
    static void note(ObjectNode event, Set<String> who, Set<String> from, Set<String> on) {
        event.properties().forEach(field -> note(field.getKey(), field.getValue(), who, from, on));
    }

    private static final Set<String> SUBJECTS = new TreeSet<>(List.of(
            "caller",
            "actor",
            "user",
            "objectId",
            "actorId",
            "userId",
            "servicePrincipal",
            "servicePrincipalId",
            "Caller",
            "RequesterUpn",
            "RequesterObjectId",
            "UserPrincipalName",
            "UserId",
            "User",
            "UserDisplayName",
            "Identity",
            "account",
            "ServicePrincipalName",
            "ServicePrincipalId",
            "AppId"));

    private static final Set<String> SOURCES =
            new TreeSet<>(List.of("UserAddress", "SourceIp", "SrcIp", "SrcPublicIps"));

    private static final Set<String> OBJECTS = new TreeSet<>(List.of(
            "target", "targetId", "vault", "runbook", "computer", "AccountName", "ObjectKey", "AccountObjectId"));

    private static void note(String field, JsonNode value, Set<String> who, Set<String> from, Set<String> on) {
        String text = value.asText();
        if (text.isEmpty()) {
            return;
        }
        if (SUBJECTS.contains(field)) {
            who.add(text);
        } else if (field.equalsIgnoreCase("ip")
                || field.endsWith("IpAddress")
                || field.endsWith("IPAddress")
                || SOURCES.contains(field)) {
            // Some logs put the port behind the address, or what came from it.
            from.add(text.replaceAll("^([0-9.]+)[:|].*$", "$1"));
        } else if (OBJECTS.contains(field)) {
            on.add(text);
        } else if (field.equals("resource") || field.equals("_ResourceId") || field.equals("resourceId")) {
            on.add(text.substring(text.lastIndexOf('/') + 1));
        }
    }

    @Override
    public String toString() {
        return id + renamed;
    }
}
