package io.azdetect.cli.report;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.page.Html;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the report writes them: always UTC, which the page says once. */
final class When {
    private static final DateTimeFormatter MOMENT = format("d MMM uuuu, HH:mm:ss");
    private static final DateTimeFormatter SHORT = format("d MMM, HH:mm");
    private static final DateTimeFormatter WORDS = format("d MMMM uuuu, HH:mm");
    private static final DateTimeFormatter DATE = format("d MMM");
    private static final DateTimeFormatter HOURS = format("HH:mm");
    private static final DateTimeFormatter CLOCK = format("HH:mm:ss");
    private static final DateTimeFormatter DAY = format("EEEE, d MMMM uuuu");

    private When() {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    static Html moment(Instant time) {
        return el("time", attr("datetime", time.toString()), text(MOMENT.format(time)));
    }

    static Html clock(Instant time) {
        return el("time", attr("datetime", time.toString()), text(CLOCK.format(time)));
    }

    static String inShort(Instant time) {
        return SHORT.format(time);
    }

    static String inWords(Instant time) {
        return WORDS.format(time);
    }

    /** For an axis: the day at midnight, and else the time of day. */
    static String tick(Instant time) {
        boolean midnight = time.getEpochSecond() % Duration.ofDays(1).toSeconds() == 0;
        return (midnight ? DATE : HOURS).format(time);
    }

    static String day(Instant time) {
        return DAY.format(time);
    }

    /** A length in one or two of its largest units, such as {@code 1 h 5 min}. */
    static String length(Duration length) {
        if (length.toDays() > 0) {
            return length.toDays() + " d" + rest(length.toHoursPart(), "h");
        }
        if (length.toHours() > 0) {
            return length.toHours() + " h" + rest(length.toMinutesPart(), "min");
        }
        if (length.toMinutes() > 0) {
            return length.toMinutes() + " min" + rest(length.toSecondsPart(), "s");
        }
        if (length.toSeconds() > 0) {
            return length.toSeconds() + " s";
        }
        return length.toMillis() + " ms";
    }

    private static String rest(int amount, String unit) {
        return amount == 0 ? "" : " " + amount + " " + unit;
    }
}
