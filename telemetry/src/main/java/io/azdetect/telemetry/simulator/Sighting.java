package io.azdetect.telemetry.simulator;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One record of the sample tenant: what Azure wrote, when, by which way it reached us, and the story that it belongs to. */
record Sighting(Route route, RawEvent event, Instant at, Optional<Story> story) {

    Sighting {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(story, "story");
    }
}
