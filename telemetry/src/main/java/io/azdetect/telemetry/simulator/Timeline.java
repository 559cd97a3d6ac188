package io.azdetect.telemetry.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens in the sample tenant, as it is being made up. */
final class Timeline {

    private final List<Sighting> sightings = new ArrayList<>();
    private final List<Story> stories = new ArrayList<>();
    private Optional<Story> telling = Optional.empty();

    void add(Route route, EventDraft event, Instant at) {
        sightings.add(new Sighting(route, event.at(at), at, telling));
    }

    /** Runs a part of the plot; what it adds belongs to the story. */
    void tell(Story story, Runnable plot) {
        stories.add(story);
        telling = Optional.of(story);
        plot.run();
        telling = Optional.empty();
    }

    List<Sighting> sightings() {
        return List.copyOf(sightings);
    }

    List<Story> stories() {
        return List.copyOf(stories);
    }
}
