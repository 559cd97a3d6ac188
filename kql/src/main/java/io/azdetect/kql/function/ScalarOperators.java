package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarOperator.declare;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every operator between values. */
public final class ScalarOperators {
    private static final List<ScalarOperator> LOGIC = List.of(
            declare(
                    "and",
                    "Whether both hold; false when one is false, whatever the other.",
                    "true and 1 > 2",
                    "false"),
            declare(
                    "or",
                    "Whether one holds; true when one is true, whatever the other.",
                    "bool(null) or true",
                    "true"));

    private static final List<ScalarOperator> COMPARISON = List.of(
            declare(
                    "==",
                    "Whether they are equal, texts in every letter's case; false when one is null.",
                    "'a' == 'A'",
                    "false"),
            declare("!=", "Whether they differ; true when one is null.", "1 != 2", "true"),
            declare("<", "Whether the left is less; null when one is null.", "1 < 2", "true"),
            declare("<=", "Whether the left is not greater; null when one is null.", "2 <= 2", "true"),
            declare(">", "Whether the left is greater; null when one is null.", "1 > 2", "false"),
            declare(">=", "Whether the left is not less; null when one is null.", "2 >= 2", "true"),
            declare("between", "Whether it is in the range, both ends included.", "5 between (1 .. 5)", "true"),
            declare("!between", "Whether it is outside of the range.", "5 !between (1 .. 5)", "false"),
            declare(
                    "* ==",
                    "Whether a column of the value's type equals it.",
                    "toscalar(print a = 1, b = 'x' | where * == 'x' | count)",
                    "1"));

    private static final List<ScalarOperator> ARITHMETIC = List.of(
            declare("+", "The sum; of a datetime and a timespan a datetime.", "1 + 2", "3"),
            declare("-", "The difference; of two datetimes a timespan.", "5 - 2", "3"),
            declare("*", "The product.", "2 * 1.5", "3.0"),
            declare("/", "The quotient; of two integers an integer.", "7 / 2", "3"),
            declare("%", "The remainder, never negative beside a positive divisor.", "-5 % 3", "1"));

    private static final List<ScalarOperator> TEXT = List.of(
            declare("=~", "Whether they are equal but for case.", "'a' =~ 'A'", "true"),
            declare("!~", "Whether they differ in more than case.", "'a' !~ 'A'", "false"),
            declare(
                    "has",
                    "Whether the text has the right one as a whole term, in any case.",
                    "'North America' has 'america'",
                    "true"),
            declare("!has", "Whether has does not hold.", "'North America' !has 'amer'", "true"),
            declare("has_cs", "has, in this case.", "'North America' has_cs 'america'", "false"),
            declare("!has_cs", "Whether has_cs does not hold.", "'North America' !has_cs 'america'", "true"),
            declare(
                    "hasprefix",
                    "Whether a term begins with the right text, in any case.",
                    "'North America' hasprefix 'ame'",
                    "true"),
            declare("!hasprefix", "Whether hasprefix does not hold.", "'North America' !hasprefix 'ica'", "true"),
            declare("hasprefix_cs", "hasprefix, in this case.", "'North America' hasprefix_cs 'ame'", "false"),
            declare(
                    "!hasprefix_cs",
                    "Whether hasprefix_cs does not hold.",
                    "'North America' !hasprefix_cs 'ame'",
                    "true"),
            declare(
                    "hassuffix",
                    "Whether a term ends with the right text, in any case.",
                    "'North America' hassuffix 'RTH'",
                    "true"),
            declare("!hassuffix", "Whether hassuffix does not hold.", "'North America' !hassuffix 'ort'", "true"),
            declare("hassuffix_cs", "hassuffix, in this case.", "'North America' hassuffix_cs 'rth'", "true"),
            declare(
                    "!hassuffix_cs",
                    "Whether hassuffix_cs does not hold.",
                    "'North America' !hassuffix_cs 'RTH'",
                    "true"),
            declare(
                    "contains",
                    "Whether the right text is anywhere in the left one, in any case.",
                    "'FabriKam' contains 'BRik'",
                    "true"),
            declare("!contains", "Whether contains does not hold.", "'Fabrikam' !contains 'xyz'", "true"),
            declare("contains_cs", "contains, in this case.", "'FabriKam' contains_cs 'Kam'", "true"),
            declare("!contains_cs", "Whether contains_cs does not hold.", "'Fabrikam' !contains_cs 'Kam'", "true"),
            declare(
                    "startswith",
                    "Whether the text begins with the right one, in any case.",
                    "'Fabrikam' startswith 'fab'",
                    "true"),
            declare("!startswith", "Whether startswith does not hold.", "'Fabrikam' !startswith 'kam'", "true"),
            declare("startswith_cs", "startswith, in this case.", "'Fabrikam' startswith_cs 'fab'", "false"),
            declare(
                    "!startswith_cs",
                    "Whether startswith_cs does not hold.",
                    "'Fabrikam' !startswith_cs 'fab'",
                    "true"),
            declare(
                    "endswith",
                    "Whether the text ends with the right one, in any case.",
                    "'Fabrikam' endswith 'KAM'",
                    "true"),
            declare("!endswith", "Whether endswith does not hold.", "'Fabrikam' !endswith 'brik'", "true"),
            declare("endswith_cs", "endswith, in this case.", "'Fabrikam' endswith_cs 'kam'", "true"),
            declare("!endswith_cs", "Whether endswith_cs does not hold.", "'Fabrikam' !endswith_cs 'KAM'", "true"),
            declare(
                    "matches regex",
                    "Whether a part of the text matches a regular expression (RE2).",
                    "'Fabrikam' matches regex 'b.*k'",
                    "true"));

    private static final List<ScalarOperator> SETS = List.of(
            declare(
                    "in",
                    "Whether it equals one of the values, which may be an array or a table's column.",
                    "2 in (1, 2)",
                    "true"),
            declare("!in", "Whether it equals none of the values.", "2 !in (1, 3)", "true"),
            declare("in~", "in, whatever the case.", "'A' in~ ('a', 'b')", "true"),
            declare("!in~", "!in, whatever the case.", "'A' !in~ ('a', 'b')", "false"),
            declare(
                    "has_any",
                    "Whether the text has one of the values as a term.",
                    "'North America' has_any ('asia', 'america')",
                    "true"),
            declare(
                    "has_all",
                    "Whether the text has all of the values as terms.",
                    "'North America' has_all ('north', 'asia')",
                    "false"));

    private static final Map<String, List<ScalarOperator>> FAMILIES = new LinkedHashMap<>();
    private static final Map<String, ScalarOperator> BY_NAME = new LinkedHashMap<>();

    static {
        FAMILIES.put("Logic", LOGIC);
        FAMILIES.put("Comparison", COMPARISON);
        FAMILIES.put("Arithmetic", ARITHMETIC);
        FAMILIES.put("Text", TEXT);
        FAMILIES.put("Several values", SETS);
        FAMILIES.values().forEach(family -> family.forEach(operator -> BY_NAME.put(operator.name(), operator)));
    }

    private ScalarOperators() {}

    public static Optional<ScalarOperator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All operators under the headings of the reference. */
    public static Map<String, List<ScalarOperator>> families() {
        return Collections.unmodifiableMap(FAMILIES);
    }

    public static Collection<ScalarOperator> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }
}
