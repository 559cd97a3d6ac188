package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Events;
import io.azdetect.telemetry.simulator.Ids;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/** An hour of the tenant as one habit sees it: its place in the week, random numbers, and where records go. */
final class SimulatedHour {

    private static final int TICKS_A_SECOND = 10_000_000;

    /** From here on a count is drawn from the normal distribution, which is near enough and quicker. */
    private static final double MANY = 40;

    private final Instant start;
    private final ZonedDateTime utc;
    private final Random random;
    private final Consumer<PendingEvent> log;

    SimulatedHour(Instant start, long seed, String habit, Consumer<PendingEvent> log) {
        this.start = Objects.requireNonNull(start, "start");
        this.utc = start.atZone(ZoneOffset.UTC);
        this.random = new Random(Ids.number(Long.MAX_VALUE, Long.toString(seed), start.toString(), habit));
        this.log = Objects.requireNonNull(log, "log");
    }

    Instant start() {
        return start;
    }

    LocalDate day() {
        return utc.toLocalDate();
    }

    int hourOfDay() {
        return utc.getHour();
    }

    boolean isWeekend() {
        return isWeekend(utc);
    }

    private static boolean isWeekend(ZonedDateTime time) {
        return time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** The hour of a job that runs once a day, or once a week. */
    boolean isAt(int hour) {
        return hourOfDay() == hour;
    }

    boolean isAt(DayOfWeek day, int hour) {
        return utc.getDayOfWeek() == day && isAt(hour);
    }

    /**
     * How much an office works in this hour: 1 in its nine hours, half at lunch, little in the evening and at weekends.
     *
     * @param startOfWork the hour of UTC at which it begins; hours of the day after count on from 24
     */
    double office(int startOfWork) {
        int sinceStart = Math.floorMod(hourOfDay() - startOfWork, 24);
        boolean weekend = isWeekend(utc.minusHours(sinceStart));
        double rate = sinceStart == 4 ? 0.5 : sinceStart < 9 ? 1 : sinceStart < 15 ? 0.12 : 0.01;
        return weekend ? rate * 0.04 : rate;
    }

    /** How often something happens in this hour that happens {@code mean} times in one on average. */
    int times(double mean) {
        if (mean > MANY) {
            return Math.max(0, (int) Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int times = 0;
        while (product > limit) {
            times++;
            product *= random.nextDouble();
        }
        return times;
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Any moment of this hour, to the tick. */
    Instant moment() {
        return moment(0, 3600);
    }

    /** A moment between those seconds of the hour. */
    Instant moment(int fromSecond, int toSecond) {
        return start.plusSeconds(fromSecond + random.nextInt(toSecond - fromSecond))
                .plusNanos(100L * random.nextInt(TICKS_A_SECOND));
    }

    /** A little later: between one second and that many. */
    Instant after(Instant moment, int seconds) {
        return moment.plus(Duration.ofMillis(1_000 + random.nextInt(Math.max(1, seconds * 1_000))));
    }

    /** Records an event of that kind. */
    void add(String kind, ObjectNode fields, Instant at) {
        log.accept(new PendingEvent(at, () -> Events.build(kind, fields, at)));
    }

    /** An id that nothing else has. */
    String id() {
        return Ids.guid("drawn", Long.toString(random.nextLong()), Long.toString(random.nextLong()));
    }
}
