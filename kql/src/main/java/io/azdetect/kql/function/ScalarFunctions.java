package io.azdetect.kql.function;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every scalar function that a query may call. */
public final class ScalarFunctions {
    private static final Map<String, List<ScalarFunction>> FAMILIES = new LinkedHashMap<>();
    private static final Map<String, ScalarFunction> BY_NAME = new LinkedHashMap<>();

    static {
        FAMILIES.put("Text", StringFunctions.ALL);
        FAMILIES.put("Conversions", ConversionFunctions.ALL);
        FAMILIES.put("Dates and times", DateTimeFunctions.ALL);
        FAMILIES.put("Arrays and bags", DynamicFunctions.ALL);
        FAMILIES.put("Mathematics", MathFunctions.ALL);
        FAMILIES.put("Series", SeriesFunctions.ALL);
        FAMILIES.put("Choices", ChoiceFunctions.ALL);
        FAMILIES.put("Addresses", NetworkFunctions.ALL);
        FAMILIES.put("Sketches", SketchFunctions.ALL);
        FAMILIES.put("Columns and tables", ColumnFunctions.ALL);
        FAMILIES.values().stream().flatMap(List::stream).forEach(ScalarFunctions::declare);
        List<ScalarFunction> older = OlderNames.declarations(BY_NAME::get);
        older.forEach(ScalarFunctions::declare);
        FAMILIES.put("Older names", older);
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

    /** All functions under the headings of the reference. */
    public static Map<String, List<ScalarFunction>> families() {
        return Collections.unmodifiableMap(FAMILIES);
    }

    public static Collection<ScalarFunction> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }
}
