package io.azdetect.azure.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The content of a resource in the one form in which two can be compared. Azure gives back what it was sent with defaults
 * filled in, durations and ids spelled anew, and fields of its own added; none of that is a difference.
 */
final class Canonical {
    /** Goes up when this class calls other things equal than before: hashes of different kinds say nothing of each other. */
    private static final String KIND = "1-";

    private static final int HASH_CHARACTERS = 32;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CONTENT = Set.of("kind", "location", "properties");

    /** What Azure adds, and what only says how to check a query when a rule is written. */
    private static final Set<String> NOT_CONTENT = Set.of(
            "createdBy",
            "createdTimeUtc",
            "createdWithApiVersion",
            "isLegacyLogAnalyticsRule",
            "isWorkspaceAlertsStorageConfigured",
            "lastModifiedBy",
            "lastModifiedTimeUtc",
            "lastModifiedUtc",
            "provisioningState",
            "skipQueryValidation",
            "status",
            "systemData",
            "targetResourceTypes");

    private static final Set<String> DURATIONS = Set.of(
            "evaluationFrequency",
            "lookbackDuration",
            "muteActionsDuration",
            "overrideQueryTimeRange",
            "queryFrequency",
            "queryPeriod",
            "suppressionDuration",
            "windowSize");

    private static final Set<String> SETS =
            Set.of("actionGroups", "propertyValues", "scopes", "subTechniques", "tactics", "techniques", "values");

    private Canonical() {}

    /** The content of a resource; without marks, names and whatever else is not for anyone to set. */
    static ObjectNode of(ObjectNode resource) {
        ObjectNode content = JSON.createObjectNode();
        for (String name : CONTENT.stream().sorted().toList()) {
            if (resource.has(name)) {
                content.set(name, resource.get(name));
            }
        }
        return value("", content).map(ObjectNode.class::cast).orElseGet(JSON::createObjectNode);
    }

    /** A short name for a content; equal for equal contents. */
    static String hash(ObjectNode canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
            return KIND + HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether a hash can be compared with those that are made now. */
    static boolean isComparable(String hash) {
        return hash.startsWith(KIND);
    }

    /** A value in canonical form; nothing for what says no more than its absence. */
    private static Optional<JsonNode> value(String field, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object(object);
        }
        if (node instanceof ArrayNode array) {
            return array(field, array);
        }
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue().stripTrailingZeros();
            return Optional.of(DecimalNode.valueOf(number.scale() < 0 ? number.setScale(0) : number));
        }
        if (node.isTextual()) {
            return text(field, node.textValue());
        }
        return node.isNull() || (node.isBoolean() && !node.booleanValue()) ? Optional.empty() : Optional.of(node);
    }

    private static Optional<JsonNode> object(ObjectNode object) {
        Map<String, JsonNode> fields = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!NOT_CONTENT.contains(field.getKey())) {
                value(field.getKey(), field.getValue()).ifPresent(v -> fields.put(field.getKey(), v));
            }
        }
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode canonical = JSON.createObjectNode();
        canonical.setAll(fields);
        return Optional.of(canonical);
    }

    private static Optional<JsonNode> array(String field, ArrayNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(item -> value(field, item).ifPresent(items::add));
        if (SETS.contains(field)) {
            items.sort(Comparator.comparing(JsonNode::toString));
        }
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.createArrayNode().addAll(items));
    }

    private static Optional<JsonNode> text(String field, String text) {
        String same = text.replace("\r\n", "\n").strip();
        if (DURATIONS.contains(field)) {
            same = duration(same);
        } else if (field.equals("location")) {
            same = same.replace(" ", "").toLowerCase(Locale.ROOT);
        } else if (same.regionMatches(true, 0, "/subscriptions/", 0, 15) && same.indexOf(' ') < 0) {
            same = same.toLowerCase(Locale.ROOT);
        }
        return same.isEmpty() ? Optional.empty() : Optional.of(TextNode.valueOf(same));
    }

    /** {@code P1D} and {@code PT24H} are one. */
    private static String duration(String text) {
        try {
            return Duration.parse(text).toString();
        } catch (DateTimeException e) {
            return text;
        }
    }
}
