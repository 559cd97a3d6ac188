package io.azdetect.cli.report;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.breakable;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.page.Html;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What happened when, from every time that the rows of an alert hold. */
final class AlertTimeline {
    private static final int MOST_EVENTS = 10;
    private static final int LONGEST_TEXT = 160;
    private static final String TIME_GENERATED = "TimeGenerated";

    private AlertTimeline() {}

    /** A time of a row, the column that holds it, and a word on the row where the column says little. */
    private record Event(Instant time, String column, String what) {}

    static Html of(Alert alert) {
        List<Event> events = events(alert);
        if (events.isEmpty()) {
            return el("p.note", "Its rows hold no time.");
        }
        List<Html> items = new ArrayList<>();
        Instant before = null;
        for (Event event : events.subList(0, Math.min(MOST_EVENTS, events.size()))) {
            boolean newDay = before == null || !When.day(before).equals(When.day(event.time()));
            if (newDay) {
                items.add(el("li.day", When.day(event.time())));
            }
            boolean later = !newDay && event.time().isAfter(before);
            String gap = later ? "+ " + When.length(Duration.between(before, event.time())) : "";
            items.add(el(
                    "li.event",
                    el("span.clock", When.clock(event.time())),
                    el(
                            "span.what",
                            event.what().isEmpty() ? el("span.column", event.column()) : breakable(event.what())),
                    el("span.gap", gap)));
            before = event.time();
        }
        int left = events.size() - MOST_EVENTS;
        Html more = left > 0 ? el("p.note", "and " + left + " later moments, among the rows below") : Html.NOTHING;
        return Html.all(strip(events), el("ol.events", Html.all(items)), more);
    }

    /** All moments on one line, to scale; worth drawing only where there are several. */
    private static Html strip(List<Event> events) {
        Instant first = events.get(0).time();
        Instant last = events.get(events.size() - 1).time();
        if (events.size() < 3 || first.equals(last)) {
            return Html.NOTHING;
        }
        TimeAxis axis = new TimeAxis(first, last);
        List<Html> marks = new ArrayList<>();
        for (Event event : events) {
            String x = axis.place(event.time());
            marks.add(el("line.mark", attr("x1", x), attr("x2", x), attr("y1", "2"), attr("y2", "20")));
        }
        String label = events.size() + " moments within " + When.length(Duration.between(first, last));
        return el(
                "figure.strip",
                el(
                        "svg",
                        attr("role", "img"),
                        attr("aria-label", label),
                        el("line.base", attr("x1", "0"), attr("x2", "100%"), attr("y1", "11"), attr("y2", "11")),
                        Html.all(marks)),
                el("figcaption", text(label)));
    }

    private static List<Event> events(Alert alert) {
        List<Event> events = new ArrayList<>();
        Set<Event> seen = new HashSet<>();
        List<Column> columns = alert.columns();
        for (List<Object> row : alert.rows()) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).type() == KqlType.DATETIME && row.get(i) instanceof Long ticks) {
                    String name = columns.get(i).name();
                    String what = name.equals(TIME_GENERATED) ? summary(alert, row) : "";
                    Event event = new Event(Ticks.toInstant(ticks), name, what);
                    if (seen.add(event)) {
                        events.add(event);
                    }
                }
            }
        }
        events.sort(Comparator.comparing(Event::time));
        return events;
    }

    /** What the row is about: the first text among the alert's custom details, or else its operation. */
    private static String summary(Alert alert, List<Object> row) {
        List<Column> columns = alert.columns();
        Collection<String> details = alert.detection().customDetails().values();
        Optional<String> detail = firstText(columns, row, details::contains);
        for (String kind : List.of("operation", "activity", "event", "category")) {
            detail = detail.or(() -> firstText(
                    columns, row, name -> name.toLowerCase(Locale.ROOT).contains(kind)));
        }
        return detail.orElse("");
    }

    private static Optional<String> firstText(List<Column> columns, List<Object> row, Predicate<String> named) {
        return IntStream.range(0, columns.size())
                .filter(i -> named.test(columns.get(i).name()) && columns.get(i).type() == KqlType.STRING)
                .mapToObj(i -> (String) row.get(i))
                .filter(text -> !text.isEmpty())
                .map(text -> text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…")
                .findFirst();
    }
}
