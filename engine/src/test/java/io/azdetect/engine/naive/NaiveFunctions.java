package io.azdetect.engine.naive;

import io.azdetect.kql.type.KqlType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Functions of values, each as its page at https://learn.microsoft.com/kusto/query/ says. */
final class NaiveFunctions {
    private static final long DAY = 864_000_000_000L;
    private static final long HOUR = 36_000_000_000L;

    private static final Map<String, Function<List<Cell>, Cell>> FUNCTIONS = Map.ofEntries(
            Map.entry("not", a -> NaiveComparisons.not(a.get(0))),
            Map.entry("isnull", a -> Cell.of(a.get(0).isNull())),
            Map.entry("isnotnull", a -> Cell.of(!a.get(0).isNull())),
            Map.entry("isempty", a -> Cell.of(isEmpty(a.get(0)))),
            Map.entry("isnotempty", a -> Cell.of(!isEmpty(a.get(0)))),
            Map.entry("isnan", a -> flag(a.get(0), NaiveComparisons.isNaN(a.get(0)))),
            Map.entry("iff", a -> common(a.subList(1, 3), a.get(0).isTrue() ? a.get(1) : a.get(2))),
            Map.entry("case", NaiveFunctions::choice),
            Map.entry("coalesce", NaiveFunctions::coalesce),
            Map.entry("bin", a -> NaiveNumbers.bin(a.get(0), a.get(1))),
            Map.entry("abs", a -> absolute(a.get(0))),
            Map.entry("min_of", a -> extreme(a, "<")),
            Map.entry("max_of", a -> extreme(a, ">")),
            Map.entry("tostring", a -> Cell.of(NaiveText.of(a.get(0)))),
            Map.entry("tolong", a -> new Cell(KqlType.LONG, whole(a.get(0)))),
            Map.entry("toint", a -> new Cell(KqlType.INT, small(whole(a.get(0))))),
            Map.entry(
                    "toreal",
                    a -> new Cell(
                            KqlType.REAL, a.get(0).isNull() ? null : a.get(0).real())),
            Map.entry(
                    "todecimal",
                    a -> new Cell(
                            KqlType.DECIMAL, a.get(0).isNull() ? null : a.get(0).decimal())),
            Map.entry(
                    "tobool",
                    a -> new Cell(
                            KqlType.BOOL, a.get(0).isNull() ? null : a.get(0).whole() != 0)),
            Map.entry("strlen", a -> NaiveText.length(a.get(0))),
            Map.entry("strcat", a -> Cell.of(joined(a))),
            Map.entry("toupper", a -> Cell.of(a.get(0).text().toUpperCase(Locale.ROOT))),
            Map.entry("tolower", a -> Cell.of(a.get(0).text().toLowerCase(Locale.ROOT))),
            Map.entry(
                    "substring",
                    a -> Cell.of(NaiveText.substring(
                            a.get(0).text(), a.get(1).whole(), a.get(2).whole()))),
            Map.entry(
                    "replace_string",
                    a -> Cell.of(
                            a.get(0).text().replace(a.get(1).text(), a.get(2).text()))),
            Map.entry("indexof", a -> indexOf(a.get(0).text(), a.get(1).text())),
            Map.entry("countof", a -> countOf(a.get(0).text(), a.get(1).text())),
            Map.entry("split", a -> split(a.get(0).text(), a.get(1).text())),
            Map.entry("array_length", a -> NaiveJson.length(a.get(0))),
            Map.entry("pack_array", NaiveJson::array),
            Map.entry("bag_pack", NaiveJson::bag),
            Map.entry("array_sort_asc", a -> NaiveJson.array(sorted(a.get(0)))),
            Map.entry("startofday", a -> days(a.get(0), d -> d)),
            Map.entry("startofmonth", a -> days(a.get(0), d -> d.withDayOfMonth(1))),
            Map.entry("startofyear", a -> days(a.get(0), d -> d.withDayOfYear(1))),
            Map.entry(
                    "startofweek",
                    a -> days(a.get(0), d -> d.minusDays(d.getDayOfWeek().getValue() % 7))),
            Map.entry("hourofday", a -> part(a.get(0), t -> t % DAY / HOUR)),
            Map.entry("monthofyear", a -> part(a.get(0), t -> date(t).getMonthValue())),
            Map.entry("dayofmonth", a -> part(a.get(0), t -> date(t).getDayOfMonth())),
            Map.entry("dayofyear", a -> part(a.get(0), t -> date(t).getDayOfYear())),
            Map.entry(
                    "dayofweek",
                    a -> new Cell(
                            KqlType.TIMESPAN,
                            a.get(0).isNull()
                                    ? null
                                    : date(a.get(0).whole()).getDayOfWeek().getValue() % 7 * DAY)));

    private NaiveFunctions() {}

    static Cell call(String name, List<Cell> arguments) {
        Function<List<Cell>, Cell> function = FUNCTIONS.get(name);
        if (function == null) {
            throw new IllegalArgumentException("no function " + name + " here");
        }
        return function.apply(arguments);
    }

    private static Cell flag(Cell operand, boolean value) {
        return operand.isNull() ? Cell.UNKNOWN : Cell.of(value);
    }

    private static boolean isEmpty(Cell cell) {
        return cell.isNull() || cell.value().equals("");
    }

    /** A choice in the type that all that may be chosen have in common. */
    private static Cell common(List<Cell> choices, Cell chosen) {
        KqlType type = choices.stream()
                .map(Cell::type)
                .reduce((l, r) -> l == r ? l : NaiveNumbers.wider(l, r))
                .orElseThrow();
        return chosen.type() == type || chosen.isNull()
                ? new Cell(type, chosen.value())
                : call("to" + type.kustoName(), List.of(chosen));
    }

    private static Cell choice(List<Cell> arguments) {
        List<Cell> choices = new ArrayList<>();
        Cell chosen = null;
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            choices.add(arguments.get(i + 1));
            chosen = chosen == null && arguments.get(i).isTrue() ? arguments.get(i + 1) : chosen;
        }
        Cell last = arguments.get(arguments.size() - 1);
        choices.add(last);
        return common(choices, chosen == null ? last : chosen);
    }

    private static Cell coalesce(List<Cell> arguments) {
        return common(
                arguments,
                arguments.stream().filter(a -> !isEmpty(a)).findFirst().orElse(arguments.get(arguments.size() - 1)));
    }

    private static Cell absolute(Cell value) {
        KqlType type = value.type() == KqlType.INT ? KqlType.LONG : value.type();
        if (value.isNull()) {
            return new Cell(type, null);
        }
        return new Cell(
                type, type == KqlType.REAL ? (Object) Math.abs(value.real()) : (Object) Math.abs(value.whole()));
    }

    /** The smallest or greatest of the values that are not null. */
    private static Cell extreme(List<Cell> values, String operator) {
        return common(
                values,
                values.stream()
                        .filter(v -> !v.isNull())
                        .reduce((l, r) ->
                                NaiveComparisons.ordered(operator, r, l).isTrue() ? r : l)
                        .orElse(values.get(0)));
    }

    static Long whole(Cell cell) {
        if (cell.isNull()) {
            return null;
        }
        return switch (cell.type()) {
            case BOOL -> cell.isTrue() ? 1L : 0L;
            case REAL -> truncated(cell.real());
            case STRING -> NaiveText.whole(cell.text());
            case DYNAMIC -> NaiveJson.whole(cell.json());
            default -> cell.whole();
        };
    }

    /** A real without its fraction; null where no long is near. */
    static Long truncated(double real) {
        return Math.abs(real) < 0x1p63 ? Long.valueOf((long) real) : null;
    }

    private static Integer small(Long value) {
        return value == null || value != value.intValue() ? null : Integer.valueOf(value.intValue());
    }

    private static String joined(List<Cell> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(p -> text.append(NaiveText.of(p)));
        return text.toString();
    }

    /** In characters, not in Java's halves of them. */
    private static Cell indexOf(String text, String part) {
        int index = text.indexOf(part);
        return Cell.of(index < 0 ? -1L : text.codePointCount(0, index));
    }

    /** Occurrences, which may overlap. */
    private static Cell countOf(String text, String part) {
        long count = 0;
        for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + 1)) {
            count++;
        }
        return Cell.of(count);
    }

    private static Cell split(String text, String delimiter) {
        List<Cell> parts = new ArrayList<>();
        for (String part : text.split(Pattern.quote(delimiter), -1)) {
            parts.add(Cell.of(part));
        }
        return NaiveJson.array(parts);
    }

    /** An array of whole numbers or of texts in order. */
    private static List<Cell> sorted(Cell array) {
        List<Cell> cells = new ArrayList<>();
        array.json().forEach(n -> cells.add(n.isTextual() ? Cell.of(n.textValue()) : Cell.of(n.longValue())));
        cells.sort(NaiveComparisons.sorting(true, true));
        return cells;
    }

    private static LocalDate date(long ticks) {
        return LocalDate.of(1, 1, 1).plusDays(ticks / DAY);
    }

    private static Cell days(Cell moment, Function<LocalDate, LocalDate> change) {
        if (moment.isNull()) {
            return moment;
        }
        LocalDate changed = change.apply(date(moment.whole()));
        return new Cell(
                KqlType.DATETIME, (changed.toEpochDay() - LocalDate.of(1, 1, 1).toEpochDay()) * DAY);
    }

    private static Cell part(Cell moment, Function<Long, Number> part) {
        return new Cell(
                KqlType.INT, moment.isNull() ? null : part.apply(moment.whole()).intValue());
    }
}
