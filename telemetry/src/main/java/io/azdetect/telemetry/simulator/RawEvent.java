package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * A record as Azure writes it, and where Azure would write it.
 *
 * @param container the storage container that a diagnostic setting writes to ({@code insights-activity-logs},
 *     {@code insights-logs-auditevent}, …), or the table for sources that send rows ({@code Event}, {@code Syslog},
 *     {@code SecurityEvent})
 * @param record the raw record, with Azure's field names and spelling
 */
public record RawEvent(String container, ObjectNode record) {

    public RawEvent {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(record, "record");
    }
}
