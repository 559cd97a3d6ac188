package io.azdetect.kql.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why some of what Kusto has does not run here, from a resource beside this class. */
public final class Refusals {
    private static final String NOT_BUILT = "not yet";

    private Refusals() {}

    /** The reason in a word or two for a function, operator or plug-in that is not declared. */
    public static String reason(String name) {
        String exact = Reasons.ALL.get(name);
        if (exact != null) {
            return exact;
        }
        return Reasons.ALL.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("*")
                        && name.startsWith(
                                entry.getKey().substring(0, entry.getKey().length() - 1)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NOT_BUILT);
    }

    /** The end of a message that refuses a construct, such as {@code f()} or {@code evaluate f}. */
    public static String because(String construct) {
        String reason = reason(construct.replaceFirst("^evaluate ", "").replaceFirst("\\(.*", ""));
        return reason.equals(NOT_BUILT) ? "" : " (" + reason + ")";
    }

    /** Read only once something is refused. */
    private static final class Reasons {
        static final Map<String, String> ALL = read();

        private static Map<String, String> read() {
            Map<String, String> reasons = new LinkedHashMap<>();
            try (InputStream in = Refusals.class.getResourceAsStream("refusals.txt")) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(" {2,}", 2))
                        .forEach(columns -> reasons.put(columns[0], columns[1]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return reasons;
        }
    }
}
