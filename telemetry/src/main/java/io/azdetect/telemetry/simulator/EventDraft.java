package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;

/** An event being written: its fields first, then when it happened. Drafts are immutable and can be shared. */
public final class EventDraft {

    private final EventKind kind;
    private final ObjectNode overrides;

    EventDraft(EventKind kind) {
        this(kind, Json.object());
    }

    private EventDraft(EventKind kind, ObjectNode overrides) {
        this.kind = kind;
        this.overrides = overrides;
    }

    /** The same event with a short field, or a raw field by its path, set. */
    public EventDraft with(String field, String value) {
        return with(field, (Object) value);
    }

    /** The same event with a number set. */
    public EventDraft with(String field, long value) {
        return with(field, (Object) value);
    }

    /** The same event with a field set to any JSON value. */
    public EventDraft with(String field, JsonNode value) {
        return with(field, (Object) value);
    }

    /** The same event without that field of the raw record. */
    public EventDraft without(String path) {
        return with(path, (Object) null);
    }

    private EventDraft with(String field, Object value) {
        ObjectNode more = overrides.deepCopy();
        more.set(Objects.requireNonNull(field, "field"), Json.value(value));
        return new EventDraft(kind, more);
    }

    /**
     * The record of this event at that time.
     *
     * @throws IllegalArgumentException for a field that does not exist, naming the nearest that does
     */
    public RawEvent at(Instant when) {
        return Events.build(kind, overrides, when);
    }
}
