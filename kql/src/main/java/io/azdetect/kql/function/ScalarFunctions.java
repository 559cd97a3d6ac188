package io.azdetect.kql.function;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every scalar function that a query may call. */
public final class ScalarFunctions {
    private static final Map<String, ScalarFunction> BY_NAME = new LinkedHashMap<>();

    static {
        Stream.of(
                        StringFunctions.ALL,
                        ConversionFunctions.ALL,
                        DateTimeFunctions.ALL,
                        DynamicFunctions.ALL,
                        MathFunctions.ALL,
                        ChoiceFunctions.ALL,
                        NetworkFunctions.ALL)
                .flatMap(List::stream)
                .forEach(ScalarFunctions::declare);
        OlderNames.declarations(BY_NAME::get).forEach(ScalarFunctions::declare);
    }

    private static void declare(ScalarFunction function) {
        if (BY_NAME.put(function.name(), function) != null) {
            throw new IllegalStateException(function.name() + " is declared twice");
        }
    }

    private ScalarFunctions() {}

    /** The function of exactly this name; Kusto's names are case-sensitive. */
    public static Optional<ScalarFunction> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Collection<ScalarFunction> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }
}
