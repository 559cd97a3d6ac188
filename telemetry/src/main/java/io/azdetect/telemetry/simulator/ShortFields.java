package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The short fields given for one event, as its template reads them. */
final class ShortFields {

    static final String NTH = "nth";

    private final EventKind kind;
    private final ObjectNode given;
    private final Instant at;
    private final String seed;
    private final Set<String> read = new HashSet<>(Set.of(NTH));

    ShortFields(EventKind kind, ObjectNode given, Instant at) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.given = Objects.requireNonNull(given, "given");
        this.at = Objects.requireNonNull(at, "at");
        // Ids come from the content, so the same event written twice is the same record, on any machine.
        this.seed = kind.name() + '|' + at + '|' + given;
    }

    Instant at() {
        return at;
    }

    String time() {
        return AzureTime.ticks(at);
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    Optional<JsonNode> find(String name) {
        if (kind.field(name).isEmpty()) {
            throw new IllegalStateException(
                    "event kind " + kind + " reads the field " + name + " that it does not declare");
        }
        read.add(name);
        JsonNode value = given.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    String text(String name, String otherwise) {
        return find(name)
                .map(value -> value.isTextual() ? value.textValue() : value.toString())
                .orElse(otherwise);
    }

    String required(String name) {
        return find(name)
                .map(JsonNode::asText)
                .orElseThrow(() -> new IllegalArgumentException("event kind '" + kind + "' needs the field '" + name
                        + "', for example " + kind.field(name).orElseThrow().example()));
    }

    int integer(String name, int otherwise) {
        Optional<JsonNode> value = find(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get().canConvertToInt()) {
            return value.get().intValue();
        }
        try {
            return Integer.parseInt(value.get().asText());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "event kind '" + kind + "': the field '" + name + "' is a number, not " + value.get(), e);
        }
    }

    ObjectNode object(String name) {
        return find(name)
                .map(value -> {
                    if (value instanceof ObjectNode object) {
                        return object.deepCopy();
                    }
                    throw new IllegalArgumentException(
                            "event kind '" + kind + "': the field '" + name + "' is an object, not " + value);
                })
                .orElseGet(Json::object);
    }

    /** A field that changes nothing is a mistake of whoever wrote it, so it is an error and not silence. */
    void refuseUnread() {
        given.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                throw new IllegalArgumentException("event kind '" + kind + "': the field '" + name
                        + "' says nothing beside the others that are given: "
                        + kind.field(name).orElseThrow().meaning());
            }
        });
    }

    /** The given id, or one that is made from the event's content. */
    String id(String name) {
        return text(name, generatedId(name));
    }

    String generatedId(String purpose) {
        return Ids.guid(seed, purpose);
    }

    long number(String purpose, long below) {
        return Ids.number(below, seed, purpose);
    }

    String hex(String purpose, int digits) {
        return Ids.hex(digits, seed, purpose);
    }

    /** One of a few words, in the given spelling of {@code words} whatever the case it was written in. */
    String word(String name, String otherwise, String... words) {
        String value = text(name, otherwise);
        for (String word : words) {
            if (word.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT))) {
                return word;
            }
        }
        throw new IllegalArgumentException("event kind '" + kind + "': '" + value + "' is no value of '" + name + "'"
                + Suggestion.among(value, List.of(words)) + " It is one of " + String.join(", ", words) + ".");
    }
}
