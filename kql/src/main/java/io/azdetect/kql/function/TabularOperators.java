package io.azdetect.kql.function;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every tabular operator that runs, what else may begin a query, and the statements before it. */
public final class TabularOperators {
    private static final Map<String, List<TabularOperator>> FAMILIES = new LinkedHashMap<>();
    private static final Map<String, TabularOperator> BY_NAME = new LinkedHashMap<>();

    static {
        FAMILIES.put("Statements", Statements.ALL);
        FAMILIES.put("Sources", SourceOperators.ALL);
        FAMILIES.put("Rows", RowOperators.ALL);
        FAMILIES.put("Columns", ColumnOperators.ALL);
        FAMILIES.put("Summaries", SummarizingOperators.ALL);
        FAMILIES.put("Several tables", CombiningOperators.ALL);
        FAMILIES.put("Subqueries", SubqueryOperators.ALL);
        FAMILIES.put("Several results", SeveralResultsOperators.ALL);
        FAMILIES.put("Arrays", ExpandingOperators.ALL);
        FAMILIES.put("Marks", MarkingOperators.ALL);
        FAMILIES.values().stream()
                .flatMap(List::stream)
                .forEach(operator -> Stream.concat(Stream.of(operator.name()), operator.synonyms().stream())
                        .forEach(name -> {
                            if (BY_NAME.put(name, operator) != null) {
                                throw new IllegalStateException(name + " is declared twice");
                            }
                        }));
    }

    private TabularOperators() {}

    /** The operator of exactly this name or synonym. */
    public static Optional<TabularOperator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All operators under the headings of the reference. */
    public static Map<String, List<TabularOperator>> families() {
        return Collections.unmodifiableMap(FAMILIES);
    }

    /** Each operator once. */
    public static Collection<TabularOperator> all() {
        return Collections.unmodifiableCollection(
                BY_NAME.values().stream().distinct().toList());
    }
}
