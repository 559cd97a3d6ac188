package io.azdetect.kql.type;

import java.time.Duration;
import java.time.Instant;

/** Kusto's time: ticks of 100 ns; a datetime counts them from 0001-01-01T00:00:00Z, as .NET does. */
public final class Ticks {
    public static final long PER_MICROSECOND = 10;
    public static final long PER_MILLISECOND = 10_000;
    public static final long PER_SECOND = 10_000_000;
    public static final long PER_MINUTE = 60 * PER_SECOND;
    public static final long PER_HOUR = 60 * PER_MINUTE;
    public static final long PER_DAY = 24 * PER_HOUR;

    /** 1970-01-01T00:00:00Z as a datetime. */
    public static final long UNIX_EPOCH = 621_355_968_000_000_000L;

    /** 9999-12-31T23:59:59.9999999Z as a datetime, the last one. */
    public static final long MAX_DATETIME = 3_155_378_975_999_999_999L;

    private Ticks() {}

    /** The datetime of an instant; what is finer than 100 ns is cut off. */
    public static long of(Instant instant) {
        return Math.addExact(
                UNIX_EPOCH,
                Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 100));
    }

    /** The instant of a datetime. */
    public static Instant toInstant(long datetime) {
        long sinceEpoch = datetime - UNIX_EPOCH;
        return Instant.ofEpochSecond(
                Math.floorDiv(sinceEpoch, PER_SECOND), Math.floorMod(sinceEpoch, PER_SECOND) * 100);
    }

    /** The timespan of a duration; what is finer than 100 ns is cut off, toward minus infinity. */
    public static long of(Duration duration) {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), PER_SECOND), duration.getNano() / 100);
    }

    /** The duration of a timespan. */
    public static Duration toDuration(long timespan) {
        return Duration.ofSeconds(Math.floorDiv(timespan, PER_SECOND), Math.floorMod(timespan, PER_SECOND) * 100);
    }
}
