package io.azdetect.telemetry.simulator.tenant;

import io.azdetect.telemetry.simulator.RawEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/** A record that is made when it is written. */
record PendingEvent(Instant at, Supplier<RawEvent> event) {

    PendingEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(event, "event");
    }
}
