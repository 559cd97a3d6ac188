package io.azdetect.kql.function;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every tabular operator that runs, and what else may begin a query. */
public final class TabularOperators {
    private static final Map<String, TabularOperator> BY_NAME = new LinkedHashMap<>();

    static {
        Stream.of(
                        SourceOperators.ALL,
                        RowOperators.ALL,
                        ColumnOperators.ALL,
                        SummarizingOperators.ALL,
                        CombiningOperators.ALL,
                        ExpandingOperators.ALL,
                        MarkingOperators.ALL)
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

    /** Each operator once. */
    public static Collection<TabularOperator> all() {
        return Collections.unmodifiableCollection(
                BY_NAME.values().stream().distinct().toList());
    }
}
