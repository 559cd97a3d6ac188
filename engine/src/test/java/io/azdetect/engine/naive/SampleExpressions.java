package io.azdetect.engine.naive;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Expressions of a wanted type over given columns, as text. What Kusto's pages leave open is not among them. */
final class SampleExpressions {
    private static final int DEEPEST = 3;

    private static final Map<KqlType, List<String>> LITERALS = Map.of(
            KqlType.LONG, List.of("1", "0", "-1", "2", "7", "9223372036854775807", "0x10", "long(null)"),
            KqlType.INT, List.of("int(1)", "int(0)", "int(-7)", "int(2147483647)", "int(null)"),
            KqlType.REAL, List.of("1.0", "0.0", "-1.5", "real(+inf)", "real(nan)", "1e10", "real(null)"),
            KqlType.DECIMAL, List.of("decimal(1)", "decimal(-1.5)", "decimal(0.25)", "decimal(null)"),
            KqlType.STRING,
                    List.of(
                            "'a'",
                            "''",
                            "'A'",
                            "'one'",
                            "'it\\'s'",
                            "\"\\\"\"",
                            "@'\\'",
                            "'é'",
                            "'%'",
                            "'_'",
                            "'--'",
                            "'😀'",
                            "'1'"),
            KqlType.DATETIME,
                    List.of("datetime(2024-01-01)", "datetime(1969-12-31 23:59:59.9999999)", "datetime(null)"),
            KqlType.TIMESPAN, List.of("1h", "0s", "-1d", "1tick", "1.5h", "time(null)"),
            KqlType.BOOL, List.of("true", "false", "bool(null)"),
            KqlType.GUID, List.of("guid(ad67d136-c1db-4f9f-88ef-d94f3b6b0b5a)", "guid(null)"),
            KqlType.DYNAMIC, List.of("dynamic([1, 'a', null])", "dynamic({'a': 1})", "dynamic(null)"));

    private static final List<String> TEXT_OPERATORS = List.of(
            "==",
            "!=",
            "=~",
            "!~",
            "contains",
            "!contains",
            "contains_cs",
            "startswith",
            "!startswith",
            "startswith_cs",
            "endswith",
            "endswith_cs",
            "!endswith_cs",
            "has",
            "!has",
            "has_cs",
            "hasprefix",
            "hassuffix",
            "!hasprefix_cs",
            "hassuffix_cs");

    private final Choices choices;
    private final List<Column> columns;

    SampleExpressions(Choices choices, List<Column> columns) {
        this.choices = choices;
        this.columns = columns;
    }

    String of(KqlType type) {
        return of(type, 0);
    }

    String literal(KqlType type) {
        return choices.of(LITERALS.get(type));
    }

    /** A literal that is not null. */
    private String value(KqlType type) {
        List<String> literals = LITERALS.get(type);
        return choices.of(literals.stream().filter(l -> !l.endsWith("(null)")).toList());
    }

    private String of(KqlType type, int depth) {
        List<String> named = columns.stream()
                .filter(c -> c.type() == type)
                .map(c -> name(c.name()))
                .toList();
        int way = choices.below(depth >= DEEPEST ? 3 : 8);
        if (way < 2 && !named.isEmpty()) {
            return choices.of(named);
        }
        if (way < 3) {
            return literal(type);
        }
        return way == 3 ? choice(type, depth + 1) : computed(type, depth + 1);
    }

    static String name(String column) {
        return column.matches("[A-Za-z_]\\w*") ? column : "['" + column + "']";
    }

    /** What every type has: iff, case and coalesce. */
    private String choice(KqlType type, int depth) {
        String first = of(type, depth);
        String second = of(type, depth);
        return choices.of(
                "iff(" + of(KqlType.BOOL, depth) + ", " + first + ", " + second + ")",
                "coalesce(" + first + ", " + second + ")",
                "case(" + of(KqlType.BOOL, depth) + ", " + first + ", " + of(KqlType.BOOL, depth) + ", " + second + ", "
                        + of(type, depth) + ")");
    }

    private String computed(KqlType type, int depth) {
        return switch (type) {
            case LONG ->
                oneOf(
                                d -> infix(KqlType.LONG, KqlType.LONG, d, "+", "-", "*", "/", "%"),
                                d -> infix(KqlType.INT, KqlType.LONG, d, "+", "-", "*", "/", "%"),
                                d -> infix(KqlType.INT, KqlType.INT, d, "+", "-", "*", "/", "%"),
                                d -> call(
                                        "tolong",
                                        d,
                                        choices.of(
                                                KqlType.STRING,
                                                KqlType.REAL,
                                                KqlType.BOOL,
                                                KqlType.INT,
                                                KqlType.DYNAMIC)),
                                d -> call("strlen", d, KqlType.STRING),
                                d -> call("array_length", d, KqlType.DYNAMIC),
                                d -> "bin(" + of(KqlType.LONG, d) + ", " + choices.of("5", "1", "0", "-2") + ")",
                                d -> choices.of("min_of", "max_of") + "(" + of(KqlType.LONG, d) + ", "
                                        + of(KqlType.LONG, d) + ")",
                                d -> "indexof(" + of(KqlType.STRING, d) + ", " + choices.of("'a'", "'é'", "' '") + ")",
                                d -> "countof(" + of(KqlType.STRING, d) + ", " + choices.of("'a'", "'='") + ")",
                                d -> "-(" + of(KqlType.LONG, d) + ")")
                        .apply(depth);
            case INT ->
                oneOf(
                                d -> call(
                                        "toint",
                                        d,
                                        choices.of(KqlType.LONG, KqlType.REAL, KqlType.BOOL, KqlType.STRING)),
                                d -> call(
                                        choices.of("hourofday", "monthofyear", "dayofmonth", "dayofyear"),
                                        d,
                                        KqlType.DATETIME))
                        .apply(depth);
            case REAL ->
                oneOf(
                                d -> infix(KqlType.REAL, KqlType.REAL, d, "+", "-", "*", "/"),
                                d -> infix(KqlType.REAL, KqlType.LONG, d, "+", "-", "*", "/"),
                                d -> infix(KqlType.INT, KqlType.REAL, d, "+", "-", "*", "/"),
                                d -> "bin(" + of(KqlType.REAL, d) + ", " + choices.of("0.5", "2.0", "0.0") + ")",
                                d -> call("toreal", d, choices.of(KqlType.LONG, KqlType.INT, KqlType.DECIMAL)),
                                d -> call("abs", d, KqlType.REAL),
                                d -> "-(" + of(KqlType.REAL, d) + ")")
                        .apply(depth);
            case DECIMAL ->
                oneOf(
                                d -> infix(KqlType.DECIMAL, KqlType.DECIMAL, d, "+", "-"),
                                d -> infix(KqlType.DECIMAL, KqlType.INT, d, "+", "-"),
                                d -> call("todecimal", d, choices.of(KqlType.INT, KqlType.LONG)))
                        .apply(depth);
            case STRING ->
                oneOf(
                                d -> "strcat(" + of(KqlType.STRING, d) + ", "
                                        + of(choices.of(KqlType.STRING, KqlType.LONG, KqlType.BOOL), d) + ")",
                                d -> call(
                                        "tostring",
                                        d,
                                        choices.of(
                                                KqlType.LONG,
                                                KqlType.INT,
                                                KqlType.BOOL,
                                                KqlType.GUID,
                                                KqlType.DATETIME,
                                                KqlType.TIMESPAN,
                                                KqlType.DYNAMIC,
                                                KqlType.STRING)),
                                d -> call(choices.of("toupper", "tolower"), d, KqlType.STRING),
                                d -> "substring(" + of(KqlType.STRING, d) + ", "
                                        + choices.of("0, 2", "1, 1", "1, 100", "30, 1") + ")",
                                d -> "replace_string(" + of(KqlType.STRING, d) + ", "
                                        + choices.of("'a', 'bb'", "'=', ''", "'\\\\', '/'") + ")")
                        .apply(depth);
            case DATETIME ->
                oneOf(
                                d -> of(KqlType.DATETIME, d) + choices.of(" + ", " - ") + value(KqlType.TIMESPAN),
                                d -> "bin(" + of(KqlType.DATETIME, d) + ", " + choices.of("1d", "7d", "5m", "1.5h")
                                        + ")",
                                d -> call(
                                        choices.of("startofday", "startofmonth", "startofyear", "startofweek"),
                                        d,
                                        KqlType.DATETIME))
                        .apply(depth);
            case TIMESPAN ->
                oneOf(
                                d -> infix(KqlType.DATETIME, KqlType.DATETIME, d, "-"),
                                d -> infix(KqlType.TIMESPAN, KqlType.TIMESPAN, d, "+", "-"),
                                d -> of(KqlType.TIMESPAN, d) + " * " + choices.of("2", "0", "-1"),
                                d -> "bin(" + of(KqlType.TIMESPAN, d) + ", " + choices.of("1h", "1d", "1tick") + ")",
                                d -> call("dayofweek", d, KqlType.DATETIME),
                                d -> "-(" + of(KqlType.TIMESPAN, d) + ")")
                        .apply(depth);
            case BOOL -> bool(depth);
            case GUID -> choice(KqlType.GUID, depth);
            case DYNAMIC ->
                oneOf(
                                d -> of(KqlType.DYNAMIC, d)
                                        + choices.of(".a", ".b", "['b c']", "[0]", "[-1]", "[9]", ".a.x"),
                                d -> "pack_array("
                                        + of(
                                                choices.of(
                                                        KqlType.LONG,
                                                        KqlType.STRING,
                                                        KqlType.BOOL,
                                                        KqlType.DATETIME,
                                                        KqlType.DYNAMIC),
                                                d)
                                        + ", " + of(KqlType.STRING, d) + ")",
                                d -> "bag_pack('a', "
                                        + of(
                                                choices.of(
                                                        KqlType.LONG,
                                                        KqlType.STRING,
                                                        KqlType.TIMESPAN,
                                                        KqlType.GUID,
                                                        KqlType.DYNAMIC),
                                                d)
                                        + ")",
                                d -> "split(" + of(KqlType.STRING, d) + ", " + choices.of("','", "'='", "' '") + ")")
                        .apply(depth);
        };
    }

    private String bool(int depth) {
        return oneOf(
                        this::comparison,
                        d -> "(" + of(KqlType.STRING, d) + " " + choices.of(TEXT_OPERATORS) + " "
                                + of(KqlType.STRING, d) + ")",
                        d -> "(" + of(KqlType.BOOL, d) + " " + choices.of("and", "or") + " " + of(KqlType.BOOL, d)
                                + ")",
                        d -> "not(" + of(KqlType.BOOL, d) + ")",
                        d -> call(
                                choices.of("isnull", "isnotnull", "isempty", "isnotempty"),
                                d,
                                choices.of(Arrays.asList(KqlType.values()))),
                        d -> call("isnan", d, KqlType.REAL),
                        d -> among(
                                choices.of(KqlType.LONG, KqlType.STRING, KqlType.DATETIME, KqlType.GUID, KqlType.INT),
                                d),
                        d -> "(" + of(KqlType.STRING, d) + choices.of(" in~ ", " !in~ ", " has_any ", " has_all ")
                                + "('A', 'one', " + value(KqlType.STRING) + "))",
                        this::between)
                .apply(depth);
    }

    private String comparison(int depth) {
        KqlType type = choices.of(
                KqlType.LONG,
                KqlType.INT,
                KqlType.REAL,
                KqlType.DATETIME,
                KqlType.TIMESPAN,
                KqlType.DECIMAL,
                KqlType.BOOL,
                KqlType.GUID);
        KqlType other = type == KqlType.INT ? choices.of(KqlType.INT, KqlType.LONG, KqlType.REAL) : type;
        boolean ordered = type != KqlType.BOOL && type != KqlType.GUID;
        return "(" + of(type, depth) + " "
                + choices.of(ordered ? List.of("==", "!=", "<", "<=", ">", ">=") : List.of("==", "!=")) + " "
                + of(other, depth) + ")";
    }

    private String among(KqlType type, int depth) {
        List<String> items = new ArrayList<>();
        for (int i = choices.below(3); i >= 0; i--) {
            items.add(value(type));
        }
        return "(" + of(type, depth) + choices.of(" in (", " !in (") + String.join(", ", items) + "))";
    }

    private String between(int depth) {
        KqlType type = choices.of(KqlType.LONG, KqlType.DATETIME, KqlType.TIMESPAN, KqlType.REAL, KqlType.INT);
        return "(" + of(type, depth) + choices.of(" between (", " !between (") + of(type, depth) + " .. "
                + of(type, depth) + "))";
    }

    private String infix(KqlType left, KqlType right, int depth, String... operators) {
        return "(" + of(left, depth) + " " + choices.of(operators) + " " + of(right, depth) + ")";
    }

    private String call(String function, int depth, KqlType type) {
        return function + "(" + of(type, depth) + ")";
    }

    @SafeVarargs
    private IntFunction<String> oneOf(IntFunction<String>... ways) {
        return ways[choices.below(ways.length)];
    }
}
