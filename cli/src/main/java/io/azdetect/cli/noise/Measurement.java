package io.azdetect.cli.noise;

import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.noise.Noise;
import io.azdetect.catalog.noise.Recall;
import java.util.Optional;

/**
 * What came of a measurement.
 *
 * @param noise of the alerts that belong to no attack
 * @param recall empty when nothing was injected
 * @param rows how many rows were hunted in
 */
public record Measurement(Noise noise, Optional<Recall> recall, long rows) {
    public Measurement {
        requireNonNull(noise, "noise");
        requireNonNull(recall, "recall");
    }

    /** Whether every detection stays within its budget and every attack is alerted on. */
    public boolean isGood() {
        return noise.over().isEmpty() && recall.map(r -> r.missed().isEmpty()).orElse(true);
    }
}
