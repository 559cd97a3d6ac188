package io.azdetect.engine.naive;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Queries of a few operators over the tables {@code T0} to {@code T9}, as text. */
final class SampleQueries {
    private static final Set<KqlType> SORTABLE = Set.of(
            KqlType.BOOL,
            KqlType.INT,
            KqlType.LONG,
            KqlType.REAL,
            KqlType.DECIMAL,
            KqlType.STRING,
            KqlType.DATETIME,
            KqlType.TIMESPAN);

    private static final List<KqlType> KEYS = List.of(
            KqlType.LONG, KqlType.STRING, KqlType.INT, KqlType.BOOL, KqlType.DATETIME, KqlType.TIMESPAN, KqlType.GUID);

    private final Choices choices;
    private final NaiveEngine engine;
    private String query;
    private List<Column> columns;

    /** Whether the rows stand in an order that leaves no two of them apart from equal ones. */
    private boolean settled;

    private int made;

    SampleQueries(Choices choices, NaiveEngine engine) {
        this.choices = choices;
        this.engine = engine;
    }

    /** Whether the rows of the latest query have one order. */
    boolean isSettled() {
        return settled;
    }

    String next() {
        query = table();
        columns = SampleTables.COLUMNS;
        settled = false;
        for (int i = choices.below(5); i >= 0; i--) {
            then(operator());
        }
        return query;
    }

    private String table() {
        return "T" + choices.below(10);
    }

    private void then(String operator) {
        query += "\n| " + operator;
        columns = engine.answer(query).columns();
    }

    private String operator() {
        List<Supplier<String>> ways = new ArrayList<>(List.of(
                this::where,
                this::extend,
                this::project,
                this::narrow,
                this::summarize,
                this::distinct,
                () -> loose("count"),
                this::settle,
                this::join,
                this::union,
                this::expand,
                this::parse));
        if (settled) {
            ways.add(() -> choices.of("take ", "limit ") + choices.below(6));
            ways.add(this::window);
            ways.add(this::window);
            ways.add(() -> loose(
                    "summarize z0 = make_list(" + expressions().of(choices.of(KqlType.LONG, KqlType.STRING)) + ")"));
        }
        return choices.of(ways).get();
    }

    private SampleExpressions expressions() {
        return new SampleExpressions(choices, columns);
    }

    private String loose(String operator) {
        settled = false;
        return operator;
    }

    private String where() {
        return "where " + expressions().of(KqlType.BOOL);
    }

    private KqlType type() {
        return choices.of(KqlType.values());
    }

    private String extend() {
        List<String> assignments = new ArrayList<>();
        for (int i = choices.below(2); i >= 0; i--) {
            assignments.add("x" + made++ + " = " + expressions().of(type()));
        }
        if (choices.below(4) == 1) {
            // Another value in the place of a column that is there.
            Column column = choices.of(columns);
            String name = SampleExpressions.name(column.name());
            assignments.add(name + " = " + expressions().of(column.type()));
            settled = false;
        }
        return "extend " + String.join(", ", assignments);
    }

    private String project() {
        List<String> kept = subset(columns);
        kept.add("x" + made++ + " = " + expressions().of(type()));
        return loose("project " + String.join(", ", kept));
    }

    private List<String> subset(List<Column> from) {
        List<String> subset = new ArrayList<>();
        for (Column column : from) {
            if (choices.yes()) {
                subset.add(SampleExpressions.name(column.name()));
            }
        }
        return subset;
    }

    private String narrow() {
        List<String> some = subset(columns);
        if (some.isEmpty() || some.size() == columns.size()) {
            return "project-reorder "
                    + SampleExpressions.name(choices.of(columns).name());
        }
        String list = String.join(", ", some);
        return switch (choices.below(4)) {
            case 0 -> "project-reorder " + list;
            case 1 -> loose("project-away " + list);
            case 2 -> loose("project-keep " + list);
            default -> "project-rename w" + made++ + " = " + some.get(0);
        };
    }

    private String summarize() {
        settled = false;
        List<String> aggregates = new ArrayList<>();
        for (int i = choices.below(3); i >= 0; i--) {
            aggregates.add("z" + made++ + " = " + aggregate());
        }
        String by = choices.below(3) == 0 ? "" : " by " + String.join(", ", keys());
        return "summarize " + String.join(", ", aggregates) + by;
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int i = choices.below(2); i >= 0; i--) {
            KqlType type = choices.of(KEYS);
            keys.add("k" + made++ + " = " + expressions().of(type));
        }
        return keys;
    }

    private String aggregate() {
        SampleExpressions some = expressions();
        KqlType summed = choices.of(KqlType.LONG, KqlType.INT, KqlType.REAL, KqlType.DECIMAL, KqlType.TIMESPAN);
        KqlType ordered = choices.of(
                KqlType.LONG, KqlType.STRING, KqlType.INT, KqlType.DATETIME, KqlType.TIMESPAN, KqlType.DECIMAL);
        KqlType counted = choices.of(KEYS);
        return switch (choices.below(9)) {
            case 0 -> "count()";
            case 1 -> "countif(" + some.of(KqlType.BOOL) + ")";
            case 2 -> "sum(" + some.of(summed) + ")";
            case 3 -> "sumif(" + some.of(summed) + ", " + some.of(KqlType.BOOL) + ")";
            case 4 -> choices.of("avg", "stdev", "variance") + "(" + some.of(KqlType.LONG) + " % 100)";
            case 5 -> choices.of("min", "max") + "(" + some.of(ordered) + ")";
            case 6 -> choices.of("minif", "maxif") + "(" + some.of(ordered) + ", " + some.of(KqlType.BOOL) + ")";
            case 7 ->
                choices.of("dcount(", "dcountif(").equals("dcount(")
                        ? "dcount(" + some.of(counted) + ")"
                        : "dcountif(" + some.of(counted) + ", " + some.of(KqlType.BOOL) + ")";
            default ->
                "array_sort_asc(" + choices.of("make_set", "make_list") + "("
                        + some.of(choices.of(KqlType.STRING, KqlType.LONG)) + "))";
        };
    }

    private String distinct() {
        settled = false;
        List<Column> possible =
                columns.stream().filter(c -> KEYS.contains(c.type())).toList();
        List<String> some = subset(possible);
        if (some.isEmpty()) {
            return columns.size() == possible.size() ? "distinct *" : "where true";
        }
        return "distinct " + String.join(", ", some);
    }

    /** Brings the rows into an order that does not leave it open which of two unlike ones comes first. */
    private String settle() {
        List<String> gone = columns.stream()
                .filter(c -> !SORTABLE.contains(c.type()))
                .map(c -> SampleExpressions.name(c.name()))
                .toList();
        if (!gone.isEmpty() && gone.size() < columns.size()) {
            then("project-away " + String.join(", ", gone));
        }
        if (gone.size() == columns.size()) {
            return loose("count");
        }
        List<String> keys = new ArrayList<>();
        columns.forEach(c -> keys.add(choices.below(keys.size() + 1), key(c)));
        settled = true;
        return choices.of("sort by ", "order by ") + String.join(", ", keys);
    }

    private String key(Column column) {
        return SampleExpressions.name(column.name())
                + choices.of("", " asc", " desc", " asc nulls last", " desc nulls first");
    }

    private String window() {
        String name = "x" + made++;
        SampleExpressions some = expressions();
        Column column = choices.of(columns);
        String value = SampleExpressions.name(column.name());
        return "extend " + name + " = "
                + choices.of(
                        "row_number()",
                        "prev(" + value + ")",
                        "next(" + value + ")",
                        "prev(" + value + ", 2, " + some.literal(column.type()) + ")",
                        "row_cumsum(" + some.of(KqlType.LONG) + ")");
    }

    private String join() {
        settled = false;
        List<Column> keys = columns.stream()
                .filter(c -> KEYS.contains(c.type()) && SampleTables.COLUMNS.contains(c))
                .toList();
        if (keys.isEmpty()) {
            return "count";
        }
        Column key = choices.of(keys);
        List<String> others =
                subset(SampleTables.COLUMNS.stream().filter(c -> !c.equals(key)).toList());
        others.add(key.name());
        String right = "(" + table() + " | project " + String.join(", ", others) + ")";
        if (choices.below(4) == 0) {
            return choices.of("lookup ", "lookup kind=inner ") + right + " on " + key.name();
        }
        if (choices.below(5) == 0) {
            // Which of the left rows with one key is taken, Kusto leaves open; so there is one.
            then("summarize z" + made++ + " = count() by " + key.name());
            return "join " + right + " on " + key.name();
        }
        return "join kind="
                + choices.of(
                        "inner",
                        "leftouter",
                        "rightouter",
                        "fullouter",
                        "leftsemi",
                        "leftanti",
                        "rightsemi",
                        "rightanti")
                + " " + right + " on " + key.name();
    }

    /** With columns that have one type under one name. */
    private String union() {
        settled = false;
        Set<String> clashing = columns.stream()
                .filter(c -> SampleTables.COLUMNS.stream().noneMatch(c::equals))
                .map(Column::name)
                .collect(Collectors.toSet());
        List<String> some = subset(SampleTables.COLUMNS.stream()
                .filter(c -> !clashing.contains(c.name()))
                .toList());
        boolean shared = SampleTables.COLUMNS.stream().anyMatch(c -> some.contains(c.name()) && columns.contains(c));
        if (some.isEmpty()) {
            return "where true";
        }
        return "union " + (shared ? choices.of("", "kind=inner ") : "") + "(" + table() + " | project "
                + String.join(", ", some) + ")";
    }

    private String expand() {
        settled = false;
        List<String> dynamic = columns.stream()
                .filter(c -> c.type() == KqlType.DYNAMIC)
                .map(Column::name)
                .toList();
        if (dynamic.isEmpty()) {
            return "where true";
        }
        return "mv-expand " + choices.of(dynamic) + choices.of("", " to typeof(long)", " to typeof(string)")
                + choices.of("", " limit 1");
    }

    private String parse() {
        settled = false;
        int number = made++;
        return choices.of("parse ", "parse-where ") + expressions().of(KqlType.STRING) + " with "
                + choices.of(
                        "v" + number + " '=' *",
                        "* 'a' v" + number,
                        "v" + number + " '=' u" + number + " ',' *",
                        "* '=' v" + number + " '=' u" + number);
    }
}
