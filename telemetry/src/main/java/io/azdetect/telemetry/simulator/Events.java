package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Raw Azure records written short. A kind and a few fields expand into the complete record that Azure would write:
 *
 * <pre>{@code
 * Events.of("keyvault").with("operation", "SecretList").with("vault", "kv-prod").with("caller", "mallory@contoso.com").at(when)
 * }</pre>
 *
 * <p>Any raw field can be set by its path as well ({@code properties.httpStatusCode}, {@code /properties/new}); a null
 * removes it. The same event always makes the same record, generated ids included.
 */
public final class Events {

    private static final Map<String, EventKind> KINDS = Stream.of(
                    ActivityEvents.KINDS,
                    KeyVaultEvents.KINDS,
                    AutomationEvents.KINDS,
                    SignInEvents.KINDS,
                    AuditEvents.KINDS,
                    GraphActivityEvents.KINDS,
                    RiskEvents.KINDS,
                    StorageEvents.KINDS,
                    KubernetesEvents.KINDS,
                    AppServiceEvents.KINDS,
                    MachineEvents.KINDS)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableMap(EventKind::name, Function.identity()));

    private Events() {}

    /** Every kind there is, by name. */
    public static List<EventKind> kinds() {
        return KINDS.values().stream()
                .sorted(Comparator.comparing(EventKind::name))
                .toList();
    }

    /** Starts an event of that kind. */
    public static EventDraft of(String kind) {
        return new EventDraft(kind(kind));
    }

    /**
     * Builds one raw record.
     *
     * @param kind one of {@link #kinds()}
     * @param overrides an object of short fields and of paths into the raw record; JSON null for none
     * @param at when it happened
     * @throws IllegalArgumentException for a kind or field that does not exist, naming the nearest that does
     */
    public static RawEvent build(String kind, JsonNode overrides, Instant at) {
        return build(kind(kind), overrides, at);
    }

    static RawEvent build(EventKind kind, JsonNode overrides, Instant at) {
        Objects.requireNonNull(at, "at");
        ObjectNode shortFields = Json.object();
        ObjectNode paths = Json.object();
        fields(kind, overrides).properties().forEach(field -> {
            boolean isShort = kind.field(field.getKey()).isPresent();
            (isShort ? shortFields : paths).set(field.getKey(), field.getValue());
        });
        ShortFields given = new ShortFields(kind, shortFields, at);
        ObjectNode record = kind.expand(given);
        given.refuseUnread();
        paths.properties().forEach(path -> {
            if (!RecordPath.startsIn(record, path.getKey())) {
                throw unknownField(kind, record, path.getKey());
            }
            RecordPath.set(record, path.getKey(), path.getValue());
        });
        return new RawEvent(kind.container(), record);
    }

    private static ObjectNode fields(EventKind kind, JsonNode overrides) {
        if (overrides == null || overrides.isNull() || overrides.isMissingNode()) {
            return Json.object();
        }
        if (overrides instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException(
                "the fields of an event of kind '" + kind + "' are an object, not " + overrides);
    }

    private static EventKind kind(String name) {
        EventKind kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("no event kind '" + name + "'" + Suggestion.among(name, KINDS.keySet())
                    + " The kinds are " + String.join(", ", new TreeSet<>(KINDS.keySet())) + ".");
        }
        return kind;
    }

    private static IllegalArgumentException unknownField(EventKind kind, ObjectNode record, String name) {
        List<String> names = new ArrayList<>();
        kind.fields().forEach(field -> names.add(field.name()));
        record.fieldNames().forEachRemaining(names::add);
        return new IllegalArgumentException("event kind '" + kind + "' has no field '" + name + "'"
                + Suggestion.among(name, names) + " Its short fields are "
                + kind.fields().stream().map(ShortField::name).collect(Collectors.joining(", "))
                + "; write '/" + name.replace('.', '/') + "' to add a field that the raw record lacks.");
    }
}
