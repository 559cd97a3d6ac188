package io.azdetect.cli.testing;

import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionTests.Outcome;
import java.time.Duration;
import java.util.List;

/** What came of the tests of some detections. */
public record TestResults(List<OfDetection> byDetection) {
    public TestResults {
        byDetection = List.copyOf(byDetection);
    }

    /** The tests of one detection. */
    public record OfDetection(Detection detection, List<Outcome> outcomes) {
        public OfDetection {
            requireNonNull(detection, "detection");
            outcomes = List.copyOf(outcomes);
        }

        public List<Outcome> failed() {
            return outcomes.stream().filter(o -> !o.passed()).toList();
        }

        Duration took() {
            return outcomes.stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus);
        }
    }

    public List<Detection> detections() {
        return byDetection.stream().map(OfDetection::detection).toList();
    }

    public int tests() {
        return byDetection.stream().mapToInt(d -> d.outcomes().size()).sum();
    }

    public int failed() {
        return byDetection.stream().mapToInt(d -> d.failed().size()).sum();
    }

    /** One sentence. */
    public String summary() {
        long untested = byDetection.stream().filter(d -> d.outcomes().isEmpty()).count();
        String none = untested == 0 ? "" : " " + counted(untested, "detection") + " without any test.";
        String all = counted(tests(), "test") + " of " + counted(byDetection.size(), "detection");
        return (failed() == 0 ? all + " passed." : failed() + " of " + all + " failed.") + none;
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
