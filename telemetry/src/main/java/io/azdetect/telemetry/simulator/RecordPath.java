package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a raw record. {@code properties.httpStatusCode} names a field by its path; a name that itself holds dots, as
 * claims do, is found whole. {@code /properties/new} is a JSON pointer (RFC 6901) and may name a field that the record
 * lacks.
 */
final class RecordPath {

    private RecordPath() {}

    static boolean isPointer(String path) {
        return path.startsWith("/");
    }

    /** Whether the path's first name is a field of the record. */
    static boolean startsIn(ObjectNode record, String path) {
        int dot = path.indexOf('.');
        return isPointer(path) || record.has(path) || (dot > 0 && record.has(path.substring(0, dot)));
    }

    /** Sets the field, or removes it where the value is null. */
    static void set(ObjectNode record, String path, JsonNode value) {
        List<String> names = isPointer(path) ? pointerNames(path) : dottedNames(record, path);
        JsonNode place = record;
        for (String name : names.subList(0, names.size() - 1)) {
            JsonNode next = child(place, name);
            if (next == null || next.isNull()) {
                if (!(place instanceof ObjectNode object)) {
                    throw noSuchPlace(path, name);
                }
                next = object.putObject(name);
            }
            place = next;
        }
        String last = names.get(names.size() - 1);
        if (place instanceof ObjectNode object) {
            if (value.isNull()) {
                object.remove(last);
            } else {
                object.set(last, value);
            }
        } else if (place instanceof ArrayNode array && child(array, last) != null) {
            array.set(Integer.parseInt(last), value);
        } else {
            throw noSuchPlace(path, last);
        }
    }

    private static IllegalArgumentException noSuchPlace(String path, String name) {
        return new IllegalArgumentException("the path '" + path + "' leads into a plain value or past an array at '"
                + name + "'; set the whole field instead");
    }

    private static JsonNode child(JsonNode place, String name) {
        if (place instanceof ArrayNode array) {
            return name.matches("\\d{1,6}") ? array.get(Integer.parseInt(name)) : null;
        }
        return place.get(name);
    }

    private static List<String> pointerNames(String path) {
        List<String> names = new ArrayList<>();
        for (JsonPointer at = JsonPointer.compile(path); !at.matches(); at = at.tail()) {
            names.add(at.getMatchingProperty());
        }
        return names;
    }

    private static List<String> dottedNames(ObjectNode record, String path) {
        List<String> names = new ArrayList<>();
        JsonNode place = record;
        String rest = path;
        while (true) {
            int dot = rest.indexOf('.');
            if (dot <= 0 || (place != null && place.has(rest))) {
                names.add(rest);
                return names;
            }
            String name = rest.substring(0, dot);
            names.add(name);
            place = place == null ? null : child(place, name);
            rest = rest.substring(dot + 1);
        }
    }
}
