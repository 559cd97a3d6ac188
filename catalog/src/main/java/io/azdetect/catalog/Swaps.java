package io.azdetect.catalog;

import java.util.List;
import java.util.Map;

/** Operators that are easily mistaken for one another, and their opposites. */
final class Swaps {
    private static final Map<String, List<String>> SWAPS = Map.ofEntries(
            Map.entry("==", List.of("!=")),
            Map.entry("!=", List.of("==")),
            Map.entry(">", List.of(">=", "<=")),
            Map.entry(">=", List.of(">", "<")),
            Map.entry("<", List.of("<=", ">=")),
            Map.entry("<=", List.of("<", ">")),
            Map.entry("=~", List.of("==", "!~")),
            Map.entry("!~", List.of("!=", "=~")),
            Map.entry("has", List.of("==", "!has")),
            Map.entry("!has", List.of("!=", "has")),
            Map.entry("has_cs", List.of("==", "!has_cs")),
            Map.entry("!has_cs", List.of("!=", "has_cs")),
            Map.entry("contains", List.of("has", "!contains")),
            Map.entry("!contains", List.of("!has", "contains")),
            Map.entry("contains_cs", List.of("has_cs", "!contains_cs")),
            Map.entry("!contains_cs", List.of("!has_cs", "contains_cs")),
            Map.entry("startswith", List.of("=~", "!startswith")),
            Map.entry("!startswith", List.of("!~", "startswith")),
            Map.entry("endswith", List.of("=~", "!endswith")),
            Map.entry("!endswith", List.of("!~", "endswith")),
            Map.entry("hasprefix", List.of("has", "!hasprefix")),
            Map.entry("hassuffix", List.of("has", "!hassuffix")),
            Map.entry("in", List.of("!in")),
            Map.entry("!in", List.of("in")),
            Map.entry("in~", List.of("in", "!in~")),
            Map.entry("!in~", List.of("!in", "in~")),
            Map.entry("has_any", List.of("has_all")),
            Map.entry("has_all", List.of("has_any")),
            Map.entry("between", List.of("!between")),
            Map.entry("!between", List.of("between")),
            Map.entry("isempty", List.of("isnotempty")),
            Map.entry("isnotempty", List.of("isempty")),
            Map.entry("isnull", List.of("isnotnull")),
            Map.entry("isnotnull", List.of("isnull")),
            Map.entry("and", List.of("or")),
            Map.entry("or", List.of("and")));

    private Swaps() {}

    /** What may stand in an operator's place; empty for what is none. */
    static List<String> of(String operator) {
        return SWAPS.getOrDefault(operator, List.of());
    }
}
