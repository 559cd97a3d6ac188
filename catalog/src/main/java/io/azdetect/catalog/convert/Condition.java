package io.azdetect.catalog.convert;

import java.util.List;
import java.util.stream.Collectors;

/** A condition in KQL. */
final class Condition {
    private final String kql;
    private final List<Condition> conjuncts;

    /** Whether it stands in brackets. */
    private final boolean isGroup;

    private Condition(String kql, boolean isGroup, List<Condition> conjuncts) {
        this.kql = kql;
        this.isGroup = isGroup;
        this.conjuncts = conjuncts;
    }

    /** A comparison, which needs no brackets. */
    static Condition of(String kql) {
        return new Condition(kql, false, List.of());
    }

    static Condition and(List<Condition> all) {
        return all.size() == 1 ? all.get(0) : new Condition(joined(all, " and "), true, all);
    }

    static Condition or(List<Condition> any) {
        return any.size() == 1 ? any.get(0) : new Condition(joined(any, " or "), true, List.of());
    }

    static Condition not(Condition condition) {
        return of(condition.isGroup ? "not" + condition.kql : "not(" + condition.kql + ")");
    }

    private static String joined(List<Condition> conditions, String operator) {
        return conditions.stream().map(c -> c.kql).collect(Collectors.joining(operator, "(", ")"));
    }

    /** As operators of a query, one for each part that must be true. */
    String where() {
        return conjuncts.isEmpty()
                ? "| where " + kql
                : conjuncts.stream().map(Condition::where).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return kql;
    }
}
