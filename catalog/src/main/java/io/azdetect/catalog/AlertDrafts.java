package io.azdetect.catalog;

import io.azdetect.catalog.EntityMapping.FieldMapping;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.Ticks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the rows of one detection's evaluations, taken in order, into alerts. The rules:
 *
 * <ul>
 *   <li>A row that an earlier evaluation gave already, equal in every column, raises nothing again.
 *   <li>With {@link Grouping#ALERT_PER_RESULT} each row is an alert. Otherwise those rows of an evaluation that name the
 *       same accounts and addresses are one, so that one actor's doings stay together and two actors' apart.
 *   <li>Where evaluations overlap and the rows are aggregates, the same doings give another row each time, as counts grow
 *       and shrink. So rows are one alert by account alone, and an evaluation that fires for an account for which the one
 *       before fired as well goes on with its alert. The alert shows the rows of the first evaluation that saw the latest
 *       record.
 * </ul>
 */
final class AlertDrafts {
    private final Detection detection;
    private final boolean growing;
    private final List<Column> columns;
    private final List<Draft> drafts = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private Map<Set<Entity>, Draft> open = new HashMap<>();
    private long openNumber = Long.MIN_VALUE;

    /**
     * @param growing whether rows are aggregates of evaluations that overlap
     * @param columns of all rows
     */
    AlertDrafts(Detection detection, boolean growing, List<Column> columns) {
        this.detection = detection;
        this.growing = growing;
        this.columns = List.copyOf(columns);
    }

    /**
     * Takes the rows of an evaluation of the past, if they reach the trigger.
     *
     * @param from rows of before are history: they count for the trigger and raise nothing
     */
    void fireFrom(long from, long number, Instant end, List<TimedRow> rows) {
        if (!detection.trigger().isReachedBy(rows.size())) {
            return;
        }
        List<TimedRow> wanted = rows.stream()
                .filter(row -> !row.hasTime() || row.time() >= from)
                .toList();
        if (!wanted.isEmpty() || rows.isEmpty()) {
            fire(number, end, wanted);
        }
    }

    /** Takes the rows of an evaluation that fired; perhaps none, where the trigger asks for few. */
    void fire(long number, Instant end, List<TimedRow> rows) {
        Map<Set<Entity>, Draft> continued = openNumber == number - 1 ? open : Map.of();
        open = new HashMap<>();
        openNumber = number;
        if (rows.isEmpty()) {
            fireWithoutRows(end, continued);
            return;
        }
        Map<Set<Entity>, List<TimedRow>> groups = new LinkedHashMap<>();
        for (TimedRow row : rows) {
            groups.computeIfAbsent(growing ? accounts(actors(row)) : actors(row), g -> new ArrayList<>())
                    .add(row);
        }
        groups.forEach((actors, all) -> {
            List<TimedRow> fresh =
                    all.stream().filter(row -> seen.add(row.values())).toList();
            if (growing) {
                grow(end, continued, actors, all, !fresh.isEmpty());
            } else if (detection.grouping() == Grouping.ALERT_PER_RESULT) {
                fresh.forEach(row -> drafts.add(new Draft(end, List.of(row))));
            } else if (!fresh.isEmpty()) {
                drafts.add(new Draft(end, fresh));
            }
        });
    }

    List<Alert> alerts() {
        return drafts.stream().map(Draft::alert).toList();
    }

    /** A rule may fire because there is nothing; it goes on firing as one alert. */
    private void fireWithoutRows(Instant end, Map<Set<Entity>, Draft> continued) {
        Draft draft = continued.get(Set.<Entity>of());
        if (draft == null) {
            draft = new Draft(end, List.of());
            drafts.add(draft);
        }
        open.put(Set.of(), draft);
    }

    private void grow(
            Instant end, Map<Set<Entity>, Draft> continued, Set<Entity> actors, List<TimedRow> rows, boolean news) {
        Draft draft = continued.get(actors);
        if (draft != null) {
            draft.show(rows);
        } else if (news) {
            draft = new Draft(end, rows);
            drafts.add(draft);
        } else {
            return;
        }
        open.put(actors, draft);
    }

    /** Accounts alone where there are any: the address of an aggregate is but one of its addresses. */
    private static Set<Entity> accounts(Set<Entity> actors) {
        Set<Entity> accounts = new LinkedHashSet<>(actors);
        accounts.removeIf(e -> !e.isAccount());
        return accounts.isEmpty() ? actors : accounts;
    }

    private Set<Entity> actors(TimedRow row) {
        Set<Entity> actors = new LinkedHashSet<>();
        for (Entity entity : entities(List.of(row))) {
            if (entity.isAccount() || entity.isAddress()) {
                actors.add(entity);
            }
        }
        return actors;
    }

    private List<Entity> entities(List<TimedRow> rows) {
        Set<Entity> entities = new LinkedHashSet<>();
        for (EntityMapping mapping : detection.entityMappings()) {
            for (TimedRow row : rows) {
                Map<String, String> identifiers = new LinkedHashMap<>();
                for (FieldMapping field : mapping.fields()) {
                    String value = text(row, field.column());
                    if (!value.isEmpty()) {
                        identifiers.put(field.identifier(), value);
                    }
                }
                if (!identifiers.isEmpty()) {
                    entities.add(new Entity(mapping.entityType(), identifiers));
                }
            }
        }
        return List.copyOf(entities);
    }

    private String text(TimedRow row, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return CellText.of(columns.get(i).type(), row.values().get(i));
            }
        }
        return "";
    }

    private final class Draft {
        private final Instant raisedAt;
        private List<TimedRow> rows = List.of();
        private long first = TimedRow.UNKNOWN;
        private long last = TimedRow.UNKNOWN;

        Draft(Instant raisedAt, List<TimedRow> rows) {
            this.raisedAt = raisedAt;
            show(rows);
        }

        /** Shows these rows from now on if they tell of something later than those before. */
        void show(List<TimedRow> others) {
            long before = last;
            for (TimedRow row : others) {
                if (row.hasTime()) {
                    first = first == TimedRow.UNKNOWN ? row.time() : Math.min(first, row.time());
                    last = Math.max(last, row.time());
                }
            }
            if (rows.isEmpty() || last > before) {
                rows = others;
            }
        }

        Alert alert() {
            Instant firstTime = first == TimedRow.UNKNOWN ? raisedAt : Ticks.toInstant(first);
            Instant lastTime = last == TimedRow.UNKNOWN ? raisedAt : Ticks.toInstant(last);
            List<TimedRow> ordered = rows.stream()
                    .sorted(Comparator.comparingLong(TimedRow::time))
                    .toList();
            return new Alert(
                    detection,
                    firstTime,
                    firstTime,
                    lastTime,
                    raisedAt,
                    entities(ordered),
                    columns,
                    ordered.stream().map(TimedRow::values).toList());
        }
    }
}
