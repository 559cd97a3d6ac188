package io.azdetect.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeAxisTest {
    private static TimeAxis axis(String from, String to) {
        return new TimeAxis(Instant.parse(from), Instant.parse(to));
    }

    @Test
    void ticksStandAtRoundTimes() {
        assertThat(axis("2024-03-12T00:01:04Z", "2024-03-13T23:59:22Z").ticks())
                .containsExactly(
                        Instant.parse("2024-03-12T12:00:00Z"),
                        Instant.parse("2024-03-13T00:00:00Z"),
                        Instant.parse("2024-03-13T12:00:00Z"));
    }

    @Test
    void thereAreNeverTooManyTicks() {
        assertThat(axis("2024-03-12T00:00:00Z", "2024-03-12T00:05:00Z").ticks()).hasSizeBetween(1, 5);
        assertThat(axis("2020-03-12T00:00:00Z", "2024-03-12T00:00:00Z").ticks()).hasSizeBetween(1, 5);
        assertThat(axis("2024-03-12T00:00:01Z", "2024-03-12T00:00:02Z").ticks()).isEmpty();
    }

    @Test
    void placesRunFromEdgeToEdge() {
        TimeAxis axis = axis("2024-03-12T00:00:00Z", "2024-03-14T00:00:00Z");

        assertThat(axis.place(axis.from())).isEqualTo("1.50%");
        assertThat(axis.place(Instant.parse("2024-03-13T00:00:00Z"))).isEqualTo("50.00%");
        assertThat(axis.place(axis.to())).isEqualTo("98.50%");
    }
}
