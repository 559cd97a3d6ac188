package io.azdetect.kql.function;

import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to call a function, written as its documentation shows it:
 *
 * <pre>
 * substring(source: text, start: long, [length: long]): string
 * strcat(value: text...): string
 * case((predicate: bool, then: T)..., else: T): T
 * series_fit_line(series: array): (rsquare: real, slope: real, line_fit: dynamic)
 * array_sort_asc(array: array..., nulls_last: bool): (sorted: dynamic...)
 * </pre>
 *
 * <p>Brackets mark what may be left out, dots what may be repeated; a group in parentheses repeats together. The result is
 * a type, or a rule: {@code T} (the common type), {@code same} (the first argument's type), {@code promoted} (the same,
 * with int made long), {@code widest} (the widest numeric type among the arguments), {@code typeof} (what a {@code type}
 * argument names).
 *
 * <p>A result in parentheses declares a function of several columns, as in {@code extend (a, b) = f(x)}. An engine computes
 * such a function as one dynamic array that holds the columns' values in order; the binder makes a column of each element,
 * converted to the declared type, and the columns that the query does not name are called as Microsoft's language service
 * calls them: {@code series_fit_line_x_slope}. Dots behind the only column declare one column for each argument of the
 * repeated parameter, called after that argument: {@code x_sorted}.
 */
public final class Signature {
    private static final Pattern SHAPE = Pattern.compile("(\\w+)\\((.*)\\): (\\w+|\\(.+\\))");
    private static final Pattern COLUMN = Pattern.compile("(\\w+): (\\w+)(\\.\\.\\.)?");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+): ([\\w|]+)(\\.\\.\\.)?");
    private static final Pattern GROUP = Pattern.compile("^\\(([^)]*)\\)\\.\\.\\.(?:, )?");

    private final String text;
    private final String name;
    private final List<Parameter> group;
    private final List<Parameter> parameters;
    private final String result;
    private final List<ResultColumn> columns;

    private Signature(String text, String name, List<Parameter> group, List<Parameter> parameters, String result) {
        this.text = text;
        this.name = name;
        this.group = List.copyOf(group);
        this.parameters = List.copyOf(parameters);
        this.result = result;
        this.columns = result.startsWith("(") ? columns(result.substring(1, result.length() - 1)) : List.of();
    }

    /** Reads a signature as shown above. */
    static Signature parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException("not a signature: " + text);
        }
        String list = shape.group(2);
        List<Parameter> group = List.of();
        Matcher grouped = GROUP.matcher(list);
        if (grouped.find()) {
            group = parameters(grouped.group(1));
            list = list.substring(grouped.end());
        }
        return new Signature(text, shape.group(1), group, parameters(list), shape.group(3));
    }

    private static List<ResultColumn> columns(String list) {
        List<ResultColumn> columns = new ArrayList<>();
        for (String part : list.split(", ", -1)) {
            Matcher matcher = COLUMN.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a result column: " + part);
            }
            columns.add(new ResultColumn(
                    matcher.group(1), KqlType.of(matcher.group(2)).orElseThrow(), matcher.group(3) != null));
        }
        return List.copyOf(columns);
    }

    private static List<Parameter> parameters(String list) {
        List<Parameter> parameters = new ArrayList<>();
        if (list.isBlank()) {
            return parameters;
        }
        for (String part : list.split(", ", -1)) {
            boolean optional = part.startsWith("[");
            Matcher matcher = PARAMETER.matcher(optional ? part.substring(1, part.length() - 1) : part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a parameter: " + part);
            }
            parameters.add(new Parameter(
                    matcher.group(1), ParameterKind.of(matcher.group(2)), optional, matcher.group(3) != null));
        }
        return parameters;
    }

    /** The parameter that each of {@code count} arguments fills, or empty when this signature takes another number. */
    public Optional<List<Parameter>> match(int count) {
        List<Parameter> filled = new ArrayList<>();
        if (!group.isEmpty()) {
            int single = (int) parameters.stream().filter(p -> !p.optional()).count();
            int repeats = (count - single) / group.size();
            for (int i = 0; i < Math.max(1, repeats); i++) {
                filled.addAll(group);
            }
        }
        for (int place = 0; place < parameters.size(); place++) {
            Parameter parameter = parameters.get(place);
            int missing = count - filled.size() - requiredBehind(place);
            if (parameter.optional() && missing <= 0) {
                break;
            }
            int copies = parameter.repeated() ? Math.max(1, missing) : 1;
            for (int i = 0; i < copies; i++) {
                filled.add(parameter);
            }
        }
        return filled.size() == count ? Optional.of(filled) : Optional.empty();
    }

    private int requiredBehind(int place) {
        return (int) parameters.subList(place + 1, parameters.size()).stream()
                .filter(p -> !p.optional())
                .count();
    }

    public String name() {
        return name;
    }

    /** The columns of a function that gives several; empty for the others. */
    public List<ResultColumn> columns() {
        return columns;
    }

    /** The result's type when it does not depend on the arguments. */
    public Optional<KqlType> fixedResult() {
        return KqlType.of(result);
    }

    /** The result's type or rule, as written. */
    public String result() {
        return result;
    }

    @Override
    public String toString() {
        return text;
    }

    /** A parameter: its name in the documentation, and what it takes. */
    public record Parameter(String name, ParameterKind kind, boolean optional, boolean repeated) {}

    /**
     * One of several columns that a function gives.
     *
     * @param name the end of its name, when the query gives it none
     * @param repeated whether there is one for each argument of the repeated parameter
     */
    public record ResultColumn(String name, KqlType type, boolean repeated) {}
}
