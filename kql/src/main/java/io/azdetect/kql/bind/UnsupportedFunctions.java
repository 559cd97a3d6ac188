package io.azdetect.kql.bind;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The functions that Kusto has and this engine refuses by name, one a line in a resource beside this class. */
final class UnsupportedFunctions {
    private UnsupportedFunctions() {}

    static Set<String> names() {
        return Names.ALL;
    }

    /** Read only once a query asks for an unknown function. */
    private static final class Names {
        static final Set<String> ALL = read();

        private static Set<String> read() {
            try (InputStream in = UnsupportedFunctions.class.getResourceAsStream("unsupported-functions.txt")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
