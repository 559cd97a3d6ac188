package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One field of a resource that is not as it is to be.
 *
 * @param field its path, such as {@code properties.query}
 * @param before what is there; empty when nothing is
 * @param after what is to be there; empty when nothing is
 */
public record FieldChange(String field, String before, String after) {
    /** What stands in place of a value that is nobody's to read. */
    static final String HIDDEN = "(hidden)";

    /** Addresses that let whoever knows them in. */
    private static final Set<String> SECRETS = Set.of("callbackUrl", "httpTriggerUrl", "serviceUri");

    public FieldChange {
        requireNonNull(field, "field");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }

    /** A change of a field from one value to another, either of which may be missing. */
    static FieldChange of(String field, JsonNode before, JsonNode after) {
        return new FieldChange(field, shown(field, before), shown(field, after));
    }

    /** The fields in which two canonical contents differ, in order. */
    static List<FieldChange> between(ObjectNode before, ObjectNode after) {
        List<FieldChange> changes = new ArrayList<>();
        collect("", before, after, changes);
        return List.copyOf(changes);
    }

    private static void collect(String path, JsonNode before, JsonNode after, List<FieldChange> changes) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                collect(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), changes);
            }
        } else if (before instanceof ArrayNode && after instanceof ArrayNode && hasObjects(before, after)) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                collect(path + "[" + i + "]", before.path(i), after.path(i), changes);
            }
        } else {
            changes.add(of(path, before, after));
        }
    }

    private static boolean hasObjects(JsonNode before, JsonNode after) {
        return before.path(0).isObject() && after.path(0).isObject();
    }

    private static String shown(String path, JsonNode value) {
        if (value instanceof MissingNode) {
            return "";
        }
        if (SECRETS.contains(path.substring(path.lastIndexOf('.') + 1))) {
            return HIDDEN;
        }
        if (value.isContainerNode()) {
            JsonNode copy = value.deepCopy();
            copy.findParents("serviceUri").forEach(p -> ((ObjectNode) p).put("serviceUri", HIDDEN));
            copy.findParents("callbackUrl").forEach(p -> ((ObjectNode) p).put("callbackUrl", HIDDEN));
            copy.findParents("httpTriggerUrl").forEach(p -> ((ObjectNode) p).put("httpTriggerUrl", HIDDEN));
            return copy.toString();
        }
        return value.asText();
    }
}
