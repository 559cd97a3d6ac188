package io.azdetect.catalog;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.syntax.KqlParser;
import io.azdetect.kql.syntax.Statement;
import io.azdetect.kql.type.DatetimeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A detection's query as a KQL function of a window and an instant. In its body a {@code let} of each table's own name leaves
 * the rows of the window, and {@code now()} and {@code ago()} count from the instant; the rest is the query as it is written.
 */
final class EvaluationText {
    /** The column that says which evaluation a row belongs to. */
    static final String END = "AzDetectEnd";

    private static final String FUNCTION = "AzDetectEvaluation";
    private static final String FROM = "AzDetectFrom";
    private static final String TO = "AzDetectTo";
    private static final String NOW = "AzDetectNow";

    /** Calls, and not members or names that end so. */
    private static final Pattern CLOCK = Pattern.compile("(?<![\\w.$])(now|ago)\\s*\\(");

    /** Plug-ins such as {@code bag_unpack} may give other columns for other rows. */
    private static final Pattern PLUGIN = Pattern.compile("(?<![\\w.$])evaluate\\s");

    private final String function;
    private final boolean fixedColumns;

    private EvaluationText(String function, boolean fixedColumns) {
        this.function = function;
        this.fixedColumns = fixedColumns;
    }

    /**
     * @param tables those that the query reads
     * @throws KqlException where that changes what the query means
     */
    static EvaluationText of(String query, Set<String> tables, DatabaseSchema schema) {
        List<Statement> statements = KqlParser.parse(query).statements();
        Statement odd = statements.stream()
                .filter(s -> !(s instanceof Statement.Let
                        || s instanceof Statement.LetFunction
                        || s instanceof Statement.Query))
                .findFirst()
                .orElse(null);
        if (odd != null) {
            throw new KqlException(
                    Code.UNSUPPORTED,
                    "a query with a 'set' or 'declare' statement is carried out only for now, and not over a range of"
                            + " time",
                    odd.span());
        }
        String windows = tables.stream()
                .sorted()
                .map(table -> "let " + table + " = " + table + " | where TimeGenerated >= " + FROM
                        + " and TimeGenerated < " + TO + ";\n")
                .collect(Collectors.joining());
        String body = withClock(query.strip()).replaceFirst(";\\s*$", "");
        EvaluationText text = new EvaluationText(
                "let " + FUNCTION + " = (" + FROM + ":datetime, " + TO + ":datetime, " + NOW + ":datetime) {\n"
                        + windows + body + "\n};\n",
                !PLUGIN.matcher(BareQuery.of(query)).find());
        // Whatever else would give another time, or was taken for another thing by the changes above, shows here.
        if (KqlCompiler.compile(text.over(new TimeBounds(0, 1)), schema, CompileOptions.at(Instant.EPOCH))
                .readsClock()) {
            throw new KqlException(
                    Code.UNSUPPORTED,
                    "the query asks for the time in a function of the workspace, so it is carried out only for now",
                    new Span(0, query.length()));
        }
        return text;
    }

    /** Whether it gives the same columns whatever rows there are. */
    boolean hasFixedColumns() {
        return fixedColumns;
    }

    /** The query over a stretch of time, which must not ask for the clock. */
    String over(TimeBounds stretch) {
        return function + call(stretch, stretch.to());
    }

    /**
     * The query in several evaluations; {@link #END} tells rows apart.
     *
     * @param windows what each sees
     * @param ends when each is
     */
    String evaluations(SortedMap<Long, TimeBounds> windows, LongUnaryOperator ends) {
        return function
                + windows.entrySet().stream()
                        .map(e -> evaluation(e, ends.applyAsLong(e.getKey())))
                        .collect(Collectors.joining(",\n", windows.size() > 1 ? "union\n" : "", ""));
    }

    private static String evaluation(Map.Entry<Long, TimeBounds> window, long end) {
        return "(" + call(window.getValue(), end) + " | extend " + END + " = " + datetime(end) + ")";
    }

    private static String call(TimeBounds window, long now) {
        return FUNCTION + "(" + datetime(window.from()) + ", " + datetime(window.to()) + ", " + datetime(now) + ")";
    }

    private static String datetime(long ticks) {
        return "datetime(" + DatetimeText.format(ticks) + ")";
    }

    /** The text with the function's instant in place of the clock. */
    static String withClock(String text) {
        String bare = BareQuery.of(text);
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        Matcher clock = CLOCK.matcher(bare);
        while (clock.find(copied)) {
            int close = closing(bare, clock.end());
            String argument = withClock(text.substring(clock.end(), close)).strip();
            changed.append(text, copied, clock.start());
            if (argument.isEmpty()) {
                changed.append(NOW);
            } else {
                changed.append('(')
                        .append(NOW)
                        .append(clock.group(1).equals("ago") ? " - (" : " + (")
                        .append(argument)
                        .append("))");
            }
            copied = close + 1;
        }
        return changed.append(text, copied, text.length()).toString();
    }

    private static int closing(String bare, int from) {
        int depth = 1;
        for (int i = from; i < bare.length(); i++) {
            depth += bare.charAt(i) == '(' ? 1 : bare.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a bracket without an end in a query that was compiled");
    }
}
