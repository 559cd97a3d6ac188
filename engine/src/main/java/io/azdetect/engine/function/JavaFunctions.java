package io.azdetect.engine.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every function in Java, by its name in SQL. */
public final class JavaFunctions {
    private static final Map<String, JavaFunction> BY_NAME = new HashMap<>();

    static {
        Stream.of(
                        TextFunctions.ALL,
                        TermFunctions.ALL,
                        ConversionFunctions.ALL,
                        TimeFunctions.ALL,
                        ArrayFunctions.ALL,
                        BagFunctions.ALL,
                        SetFunctions.ALL,
                        ParseFunctions.ALL,
                        UserAgentFunctions.ALL,
                        KeyValueText.ALL,
                        ExternalFunctions.ALL,
                        NumberFunctions.ALL,
                        SeriesArrays.ALL,
                        SeriesMath.ALL,
                        SeriesStatistics.ALL,
                        SeriesFill.ALL,
                        SeriesFilters.ALL,
                        SeriesFit.ALL,
                        PolynomialFit.ALL,
                        SeriesDecomposition.ALL,
                        AddressFunctions.ALL,
                        Ipv6Functions.ALL,
                        EncodingFunctions.ALL,
                        HashFunctions.ALL,
                        SketchFunctions.ALL,
                        SpecialFunctions.ALL)
                .flatMap(List::stream)
                .forEach(function -> {
                    if (BY_NAME.put(function.name(), function) != null) {
                        throw new IllegalStateException(function.name() + " is declared twice");
                    }
                });
    }

    private JavaFunctions() {}

    public static Optional<JavaFunction> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
