package io.azdetect.telemetry.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Times of one day, drawn from a generator of random numbers whose sequence Java specifies. */
final class Hours {

    private static final int TICKS_A_SECOND = 10_000_000;

    private final Instant midnight;
    private final Random random;

    Hours(Instant midnight, long seed, String purpose) {
        this.midnight = midnight;
        this.random = new Random(Ids.number(Long.MAX_VALUE, Long.toString(seed), midnight.toString(), purpose));
    }

    /** Within that minute, to the tick. */
    Instant at(int hour, int minute) {
        return jittered(Duration.ofMinutes(hour * 60L + minute), Duration.ofMinutes(1));
    }

    /** That many times of a nine-hour working day, fewer of them at lunch, in order. */
    List<Instant> work(int startOfWork, int count) {
        return Stream.generate(() -> Duration.ofMinutes(random.nextInt(9 * 60)))
                .filter(time -> time.toHours() != 4 || random.nextInt(3) == 0)
                .limit(count)
                .map(time -> jittered(time.plusHours(startOfWork), Duration.ofMinutes(1)))
                .sorted()
                .toList();
    }

    /** That many times of the whole day, in order. */
    List<Instant> day(int count) {
        return Stream.generate(() -> jittered(Duration.ZERO, Duration.ofHours(24)))
                .limit(count)
                .sorted()
                .toList();
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private Instant jittered(Duration sinceMidnight, Duration within) {
        return midnight.plus(sinceMidnight)
                .plusSeconds(random.nextInt((int) within.toSeconds()))
                .plusNanos(100L * random.nextInt(TICKS_A_SECOND));
    }
}
