package io.azdetect.telemetry.simulator.tenant;

import io.azdetect.telemetry.simulator.RawEvent;
import java.time.Instant;
import java.util.Objects;

/** A record that is put among the tenant's own, such as one of an attack. */
public record InjectedEvent(Instant at, RawEvent event) {

    public InjectedEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(event, "event");
    }
}
