package io.azdetect.engine.naive;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.kql.type.KqlType;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/** Texts: https://learn.microsoft.com/kusto/query/datatypes-string-operators, tostring-function. */
final class NaiveText {
    private static final long DAY = 864_000_000_000L;
    private static final long SECOND = 10_000_000L;

    private static final Map<String, BiPredicate<String, String>> OPERATORS = Map.of(
            "contains",
            String::contains,
            "startswith",
            String::startsWith,
            "endswith",
            String::endsWith,
            "has",
            (text, term) -> hasTerm(text, term, true, true),
            "hasprefix",
            (text, term) -> hasTerm(text, term, true, false),
            "hassuffix",
            (text, term) -> hasTerm(text, term, false, true));

    private NaiveText() {}

    static boolean isOperator(String symbol) {
        return OPERATORS.containsKey(base(symbol));
    }

    /** {@code has}, {@code !contains_cs} and the rest: a leading {@code !} negates, {@code _cs} minds the case. */
    static Cell operator(String symbol, Cell left, Cell right) {
        boolean exact = symbol.endsWith("_cs");
        String text = exact ? left.text() : fold(left.text());
        String part = exact ? right.text() : fold(right.text());
        return Cell.of(OPERATORS.get(base(symbol)).test(text, part) != symbol.startsWith("!"));
    }

    private static String base(String symbol) {
        String positive = symbol.startsWith("!") ? symbol.substring(1) : symbol;
        return positive.endsWith("_cs") ? positive.substring(0, positive.length() - 3) : positive;
    }

    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether the text is found where it neither begins nor ends inside a term, as far as the ends are asked for. */
    static boolean hasTerm(String text, String term, boolean atStart, boolean atEnd) {
        if (term.isEmpty()) {
            return true;
        }
        for (int i = text.indexOf(term); i >= 0; i = text.indexOf(term, i + 1)) {
            int end = i + term.length();
            boolean startIsFree = !atStart || i == 0 || !joins(text, i);
            boolean endIsFree = !atEnd || end == text.length() || !joins(text, end);
            if (startIsFree && endIsFree) {
                return true;
            }
        }
        return false;
    }

    private static boolean joins(String text, int boundary) {
        return isOfTerm(text.charAt(boundary - 1)) && isOfTerm(text.charAt(boundary));
    }

    private static boolean isOfTerm(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    /** What {@code tostring} gives. */
    static String of(Cell cell) {
        if (cell.isNull()) {
            return "";
        }
        return switch (cell.type()) {
            case DATETIME -> datetime(cell.whole());
            case TIMESPAN -> timespan(cell.whole());
            case DYNAMIC -> json(cell.json());
            default -> cell.value().toString();
        };
    }

    private static String json(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private static String datetime(long ticks) {
        return java.time.LocalDate.of(1, 1, 1).plusDays(ticks / DAY) + "T" + clock(ticks % DAY) + fraction(ticks) + "Z";
    }

    private static String timespan(long ticks) {
        long size = Math.abs(ticks);
        String days = size / DAY == 0 ? "" : size / DAY + ".";
        return (ticks < 0 ? "-" : "") + days + clock(size % DAY) + (size % SECOND == 0 ? "" : fraction(size));
    }

    private static String clock(long ticks) {
        long seconds = ticks / SECOND;
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String fraction(long ticks) {
        return String.format(Locale.ROOT, ".%07d", ticks % SECOND);
    }

    /** A number of a text, as {@code tolong} reads it, blanks around it or not; null where there is none. */
    static Long whole(String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Characters from a start that is not negative, as many as there are up to the length. */
    static String substring(String text, long start, long length) {
        int[] points = text.codePoints().toArray();
        int from = (int) Math.min(start, points.length);
        int to = (int) Math.min(from + length, points.length);
        return new String(points, from, to - from);
    }

    static Cell length(Cell text) {
        return new Cell(KqlType.LONG, (long) length(text.text()));
    }
}
