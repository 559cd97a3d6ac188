package io.azdetect.catalog.noise;

import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.HuntResult.Failure;
import io.azdetect.catalog.Severity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How often detections alert while nothing is wrong, and how often they may. */
public record Noise(int days, List<OfDetection> detections) {
    /** The time for which budgets are given. */
    private static final int MONTH = 30;

    public Noise {
        if (days < 1) {
            throw new IllegalArgumentException(days + " days");
        }
        detections = List.copyOf(detections);
    }

    /** The alerts of these detections over so many days. */
    public static Noise of(List<Detection> detections, List<Alert> alerts, List<Failure> failed, int days) {
        return new Noise(
                days,
                detections.stream()
                        .map(detection -> new OfDetection(
                                detection,
                                (int) alerts.stream()
                                        .filter(alert -> alert.detection().equals(detection))
                                        .count(),
                                budget(detection.severity(), days),
                                failed.stream()
                                        .filter(f -> f.detection().equals(detection))
                                        .map(Failure::error)
                                        .findFirst()))
                        .toList());
    }

    /**
     * How many alerts a detection of this severity may raise with nothing wrong: in 30 days one that is high, 5 that are
     * medium, 30 that are low, and any number that only inform. Longer times have more in proportion; shorter ones have no
     * less, since a few days cannot show what a month holds.
     *
     * @return empty where there is no limit
     */
    public static OptionalInt budget(Severity severity, int days) {
        int month = switch (severity) {
            case HIGH -> 1;
            case MEDIUM -> 5;
            case LOW -> 30;
            case INFORMATIONAL -> -1;
        };
        return month < 0 ? OptionalInt.empty() : OptionalInt.of(Math.max(month, month * days / MONTH));
    }

    /** Those that say too much, or could not run. */
    public List<OfDetection> over() {
        return detections.stream().filter(d -> !d.isWithin()).toList();
    }

    /**
     * One detection's noise.
     *
     * @param budget empty where there is no limit
     * @param failure why it could not run
     */
    public record OfDetection(Detection detection, int alerts, OptionalInt budget, Optional<String> failure) {
        public OfDetection {
            requireNonNull(detection, "detection");
            requireNonNull(budget, "budget");
            requireNonNull(failure, "failure");
        }

        public boolean isWithin() {
            return failure.isEmpty() && (budget.isEmpty() || alerts <= budget.getAsInt());
        }
    }
}
