package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An engine's functions on one page: a text file with a line for each, its name and argument types on the left and the
 * SQL, a {@link Template}, on the right.
 *
 * <pre>
 * [scalar]
 * strlen(string)      length({0})
 * bin(datetime, +)    {0} - {0} % {1}
 * </pre>
 *
 * <p>An argument is a type, one of several types ({@code int|long}), {@code +} (a constant number, datetime or timespan
 * above zero), {@code const} (any constant but null and NaN), or {@code _} (anything); {@code ...} behind the last lets it
 * repeat. The first line that fits is taken. A line that begins with spaces continues the one before it; {@code #} begins a
 * comment.
 */
final class DialectPage {
    private final Map<String, Map<String, List<Line>>> sections = new HashMap<>();

    private DialectPage() {}

    private record Line(List<String> parameters, boolean repeats, Template template) {
        boolean fits(List<Scalar> arguments) {
            int least = repeats ? parameters.size() - 1 : parameters.size();
            if (arguments.size() < least || (!repeats && arguments.size() > parameters.size())) {
                return false;
            }
            for (int i = 0; i < arguments.size(); i++) {
                if (!fits(parameters.get(Math.min(i, parameters.size() - 1)), arguments.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean fits(String parameter, Scalar argument) {
            return switch (parameter) {
                case "_" -> true;
                case "const" ->
                    argument instanceof Scalar.Constant constant
                            && constant.value() != null
                            && !constant.value().equals(Double.NaN);
                case "+" ->
                    argument instanceof Scalar.Constant constant
                            && constant.value() instanceof Number number
                            && number.doubleValue() > 0;
                default -> parameter.equals(argument.type().kustoName()) || isOneOf(parameter, argument.type());
            };
        }
    }

    private static boolean isOneOf(String types, KqlType type) {
        return types.indexOf('|') >= 0 && Arrays.asList(types.split("\\|", -1)).contains(type.kustoName());
    }

    static DialectPage load(String resource) {
        try (InputStream stream = DialectPage.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    static DialectPage parse(String text) {
        DialectPage page = new DialectPage();
        Map<String, List<Line>> section = null;
        for (String line : logicalLines(text)) {
            if (line.startsWith("[") && line.endsWith("]") && !line.contains("(")) {
                section = page.sections.computeIfAbsent(line.substring(1, line.length() - 1), s -> new HashMap<>());
                continue;
            }
            int gap = line.indexOf("  ");
            int open = gap < 0 ? -1 : line.lastIndexOf('(', gap);
            if (section == null || open < 1 || line.charAt(gap - 1) != ')') {
                throw new IllegalArgumentException("not a line of a dialect page: " + line);
            }
            String inner = line.substring(open + 1, gap - 1);
            boolean repeats = inner.endsWith("...");
            List<String> parameters = inner.isEmpty()
                    ? List.of()
                    : Arrays.stream(inner.replace("...", "").split(",", -1))
                            .map(String::strip)
                            .toList();
            section.computeIfAbsent(line.substring(0, open), n -> new ArrayList<>())
                    .add(new Line(
                            parameters,
                            repeats,
                            new Template(line.substring(gap).strip())));
        }
        return page;
    }

    private static List<String> logicalLines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                int last = lines.size() - 1;
                String gap = lines.get(last).contains("  ") ? " " : "  ";
                lines.set(last, lines.get(last) + gap + line.strip());
            } else {
                lines.add(line.stripTrailing());
            }
        }
        return lines;
    }

    Optional<Template> find(String section, String function, List<Scalar> arguments) {
        return sections.getOrDefault(section, Map.of()).getOrDefault(function, List.of()).stream()
                .filter(line -> line.fits(arguments))
                .map(Line::template)
                .findFirst();
    }

    /** All templates of a section. */
    List<Template> templates(String section) {
        return sections.getOrDefault(section, Map.of()).values().stream()
                .flatMap(lines -> lines.stream().map(Line::template))
                .toList();
    }

    /** Whether a section has a line for the function, whatever its arguments. */
    boolean has(String section, String function) {
        return sections.getOrDefault(section, Map.of()).containsKey(function);
    }
}
