package io.azdetect.telemetry.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The spellings of a time that Azure's logs use. */
final class AzureTime {

    private static final DateTimeFormatter TICKS = utc("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'");
    private static final DateTimeFormatter MICROS = utc("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final DateTimeFormatter OFFSET = utc("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'+00:00'");
    private static final DateTimeFormatter SECONDS = utc("yyyy-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MODIFIED = utc("M/d/yyyy h:mm:ss a");

    private AzureTime() {}

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** Seven decimals and Z, the usual spelling. */
    static String ticks(Instant at) {
        return TICKS.format(at);
    }

    /** Seven decimals and +00:00, as inside Entra ID's records. */
    static String offset(Instant at) {
        return OFFSET.format(at);
    }

    /** Six decimals and Z, as Kubernetes writes times. */
    static String micros(Instant at) {
        return MICROS.format(at);
    }

    /** Whole seconds and Z, as Microsoft Graph answers. */
    static String seconds(Instant at) {
        return SECONDS.format(at);
    }

    /** As storage logs write lastModifiedTime. */
    static String modified(Instant at) {
        return MODIFIED.format(at);
    }

    /** .NET ticks: units of 100 ns since the year 1, as in the ids of the Activity Log. */
    static long dotnetTicks(Instant at) {
        return 621_355_968_000_000_000L + at.getEpochSecond() * 10_000_000L + at.getNano() / 100;
    }
}
