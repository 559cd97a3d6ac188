package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.List;

/** Conditions, nulls and choices between values. */
final class ChoiceFunctions {
    static final List<ScalarFunction> ALL = List.of(
            declare("not(value: bool): bool", "The opposite; null of null.", "not(true)", "false"),
            declare("isnull(value: scalar): bool", "Whether it is null; a text never is.", "isnull(int(null))", "true"),
            declare("isnotnull(value: scalar): bool", "Whether it is not null.", "isnotnull(int(null))", "false"),
            declare(
                    "iff(condition: bool, then: T, else: T): T",
                    "The second value where the condition holds, the third where it does not or is null.",
                    "iff(1 > 2, 'a', 'b')",
                    "b"),
            declare("iif(condition: bool, then: T, else: T): T", "The same as iff.", "iif(1 > 2, 'a', 'b')", "b"),
            declare(
                    "case((condition: bool, then: T)..., else: T): T",
                    "The value behind the first condition that holds, or the last value.",
                    "case(1 > 2, 'a', 2 > 1, 'b', 'c')",
                    "b"),
            declare(
                    "coalesce(value: T...): T",
                    "The first value that is not null (or, of texts, not empty).",
                    "coalesce(long(null), 5)",
                    "5"),
            declare("max_of(value: T...): T", "The greatest value.", "max_of(10, 1, -3, 17)", "17"),
            declare("min_of(value: T...): T", "The least value.", "min_of(10, 1, -3, 17)", "-3"),
            declare(
                    "around(value: summable, center: summable, delta: summable): bool",
                    "Whether the value is at most the delta away from the center.",
                    "around(5, 7, 2)",
                    "true"),
            declare(
                    "assert(condition: bool, message: string): bool",
                    "True; where the condition, a constant, does not hold, the query fails with the message.",
                    "assert(true, 'never')",
                    "true"));

    private ChoiceFunctions() {}
}
