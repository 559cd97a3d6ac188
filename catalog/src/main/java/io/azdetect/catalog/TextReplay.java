package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.type.Ticks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What {@link Hunt} does with stored rows, for a service that runs KQL itself: the evaluations of a detection in a range of
 * the past as a few query texts, and the alerts that their rows are.
 *
 * <p>A query that judges each record by itself becomes one text over the whole range, whose rows are dealt out to the
 * evaluations by their time. Of others a text holds several evaluations, each with its window and its end for {@code now()};
 * {@link EvaluationText} says how.
 */
public final class TextReplay {
    /** A day of hourly evaluations. */
    private static final int MOST_IN_ONE = 24;

    private static final long SHORTEST = Ticks.PER_MINUTE;

    private final Detection detection;
    private final Evaluations evaluations;
    private final TimeBounds range;
    private final EvaluationText text;
    private final boolean rowWise;
    private final boolean growing;
    private final List<String> timeColumns;

    /**
     * The evaluations that see records of a range.
     *
     * @param schema the tables that the query may name, with the service's functions
     * @param from records from this instant on can raise alerts; earlier ones are history for those that look back
     * @param to records from this instant on are not seen
     * @throws KqlException if the query does not compile over that schema, or cannot be carried out at another time than now
     */
    public TextReplay(Detection detection, DatabaseSchema schema, Instant from, Instant to) {
        this.detection = requireNonNull(detection, "detection");
        this.evaluations = Evaluations.of(detection.schedule());
        this.range = new TimeBounds(Ticks.of(from), Ticks.of(to));
        if (range.from() >= range.to()) {
            throw new IllegalArgumentException("the range ends (" + to + ") before it begins (" + from + ")");
        }
        CompiledQuery first = compile(schema, evaluations.firstAfter(range.from()));
        Plan plan = first.plan();
        boolean timeless = plan.equals(
                compile(schema, evaluations.firstAfter(range.from()) + 1).plan());
        this.timeColumns = RowWise.is(plan) && timeless ? List.copyOf(RowWise.timeColumns(plan)) : List.of();
        this.rowWise = !timeColumns.isEmpty();
        this.growing = evaluations.overlap() && aggregates(plan);
        this.text = EvaluationText.of(detection.query(), first.tables(), schema);
    }

    private CompiledQuery compile(DatabaseSchema schema, long number) {
        return KqlCompiler.compile(detection.query(), schema, CompileOptions.at(evaluations.endInstant(number)));
    }

    private static boolean aggregates(Plan plan) {
        return plan instanceof Plan.Aggregate || plan.inputs().stream().anyMatch(TextReplay::aggregates);
    }

    /** A text to run, of one evaluation or several. */
    public static final class Part {
        private final String query;
        private final SortedMap<Long, TimeBounds> windows;

        /** @param windows what the evaluations see, by number; where each record is judged by itself, one under the number 0 */
        private Part(String query, SortedMap<Long, TimeBounds> windows) {
            this.query = query;
            this.windows = windows;
        }

        public String query() {
            return query;
        }

        /** The first instant whose records the text asks for. */
        public Instant from() {
            return Ticks.toInstant(
                    windows.values().stream().mapToLong(TimeBounds::from).min().orElseThrow());
        }

        /** The instant behind the last one. */
        public Instant to() {
            return Ticks.toInstant(
                    windows.values().stream().mapToLong(TimeBounds::to).max().orElseThrow());
        }
    }

    /** What a service answered to a part. */
    public record Rows(List<Column> columns, List<List<Object>> rows) {
        public Rows {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** The texts, in the order of time. */
    public List<Part> parts() {
        TimeBounds visible = new TimeBounds(Math.max(0, range.from() - evaluations.period()), range.to());
        if (rowWise) {
            return List.of(part(visible));
        }
        long first = evaluations.firstAfter(range.from());
        long last = evaluations.firstAfter(range.to() - 1);
        int most = text.hasFixedColumns() ? MOST_IN_ONE : 1;
        return LongStream.rangeClosed(0, (last - first) / most)
                .mapToObj(i -> part(windows(first + i * most, Math.min(last, first + (i + 1) * most - 1), visible)))
                .toList();
    }

    private SortedMap<Long, TimeBounds> windows(long first, long last, TimeBounds visible) {
        SortedMap<Long, TimeBounds> windows = new TreeMap<>();
        for (long number = first; number <= last; number++) {
            windows.put(number, evaluations.window(number).within(visible));
        }
        return windows;
    }

    private Part part(SortedMap<Long, TimeBounds> windows) {
        return new Part(rowWise ? text.over(windows.get(0L)) : text.evaluations(windows, evaluations::end), windows);
    }

    private Part part(TimeBounds stretch) {
        return part(new TreeMap<>(Map.of(0L, stretch)));
    }

    /** A part that asks for too much as two that ask for half; nothing where it cannot be cut. */
    public List<Part> halves(Part part) {
        if (rowWise) {
            TimeBounds whole = part.windows.get(0L);
            long middle = whole.from() + (whole.to() - whole.from()) / 2;
            return whole.to() - whole.from() < 2 * SHORTEST
                    ? List.of()
                    : List.of(part(new TimeBounds(whole.from(), middle)), part(new TimeBounds(middle, whole.to())));
        }
        if (part.windows.size() < 2) {
            return List.of();
        }
        long middle = List.copyOf(part.windows.keySet()).get(part.windows.size() / 2);
        return List.of(part(part.windows.headMap(middle)), part(part.windows.tailMap(middle)));
    }

    /**
     * The alerts, in the order in which they are raised.
     *
     * @param answers to the parts, in any order; parts without one were not seen
     */
    public List<Alert> alerts(List<Rows> answers) {
        if (answers.isEmpty()) {
            return List.of();
        }
        return rowWise ? rowWise(answers) : evaluated(answers);
    }

    private List<Alert> rowWise(List<Rows> answers) {
        List<Column> columns = answers.get(0).columns();
        int time = index(columns, timeColumns.get(0)).orElseThrow();
        TreeMap<Long, List<TimedRow>> byTime = new TreeMap<>();
        for (Rows answer : answers) {
            for (List<Object> row : answer.rows()) {
                long at = (Long) row.get(time);
                byTime.computeIfAbsent(at, t -> new ArrayList<>()).add(new TimedRow(at, row));
            }
        }
        AlertDrafts drafts = new AlertDrafts(detection, false, columns);
        byTime.subMap(range.from(), range.to()).keySet().stream()
                .map(evaluations::firstAfter)
                .distinct()
                .forEach(number -> {
                    TimeBounds window = evaluations.window(number);
                    drafts.fireFrom(
                            range.from(),
                            number,
                            evaluations.endInstant(number),
                            byTime.subMap(window.from(), Math.min(window.to(), range.to())).values().stream()
                                    .flatMap(List::stream)
                                    .toList());
                });
        return drafts.alerts();
    }

    private List<Alert> evaluated(List<Rows> answers) {
        List<Column> all = answers.get(0).columns();
        int end = index(all, EvaluationText.END).orElseThrow();
        List<Column> columns = without(all, end);
        Function<List<Object>, TimedRow> timed = TimedRow.byColumn(columns);
        TreeMap<Long, List<TimedRow>> rows = new TreeMap<>();
        if (detection.trigger().isReachedBy(0)) {
            LongStream.rangeClosed(evaluations.firstAfter(range.from()), evaluations.firstAfter(range.to() - 1))
                    .forEach(number -> rows.put(number, new ArrayList<>()));
        }
        for (Rows answer : answers) {
            for (List<Object> row : answer.rows()) {
                long number = (Long) row.get(end) / evaluations.frequency();
                rows.computeIfAbsent(number, n -> new ArrayList<>()).add(timed.apply(without(row, end)));
            }
        }
        AlertDrafts drafts = new AlertDrafts(detection, growing, columns);
        rows.forEach((number, some) -> drafts.fireFrom(range.from(), number, evaluations.endInstant(number), some));
        return drafts.alerts();
    }

    private static OptionalInt index(List<Column> columns, String name) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equals(name))
                .findFirst();
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> rest = new ArrayList<>(list);
        rest.remove(index);
        return rest;
    }
}
