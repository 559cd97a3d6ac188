package io.azdetect.cli.noise;

import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.noise.Noise;
import io.azdetect.catalog.noise.Recall;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of a measurement.
 *
 * @param noise of the alerts that belong to no attack
 * @param recall empty when nothing was injected
 * @param command what was typed to get it
 * @param tables how many rows each table has in the time that was measured
 */
public record Measurement(Noise noise, Optional<Recall> recall, String command, Map<String, Long> tables) {
    public Measurement {
        requireNonNull(noise, "noise");
        requireNonNull(recall, "recall");
        requireNonNull(command, "command");
        tables = Collections.unmodifiableMap(new TreeMap<>(tables));
    }

    /** Whether every detection stays within its budget and every attack is alerted on. */
    public boolean isGood() {
        return noise.over().isEmpty() && recall.map(r -> r.missed().isEmpty()).orElse(true);
    }
}
