package io.azdetect.kql.schema;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Another database as queries name it, such as {@code workspace("contoso")} or {@code cluster("c").database("d")}. What a
 * name means there (a workspace's name, its id, its resource id) is the user's to say: two texts are two places.
 *
 * @param calls the functions that name it, the outer one first
 */
public record Place(List<Call> calls) {
    /** The functions that name a place. */
    public static final Set<String> FUNCTIONS =
            Set.of("workspace", "app", "resource", "cluster", "database", "adx", "arg");

    private static final String CALL = "\\s*(\\w+)\\s*\\(\\s*(?:\"([^\"\\\\]*)\"|'([^'\\\\]*)')\\s*\\)\\s*";
    private static final Pattern ONE = Pattern.compile(CALL);
    private static final Pattern WHOLE = Pattern.compile(CALL + "(?:\\." + CALL + ")?");

    public Place {
        calls = List.copyOf(calls);
        boolean one = calls.size() == 1;
        boolean two = calls.size() == 2
                && calls.get(0).function().equals("cluster")
                && calls.get(1).function().equals("database");
        if (!(one || two) || !FUNCTIONS.contains(calls.get(0).function())) {
            throw new IllegalArgumentException("no place: " + calls);
        }
    }

    /** One of the functions with its argument. */
    public record Call(String function, String name) {
        public Call {
            requireNonNull(function, "function");
            requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return function + "(\"" + name + "\")";
        }
    }

    /** The place that a text such as {@code workspace("x")} names; empty when it names none. */
    public static Optional<Place> of(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        List<Call> calls = new ArrayList<>();
        Matcher call = ONE.matcher(text);
        while (call.find()) {
            calls.add(new Call(call.group(1), call.group(2) == null ? call.group(3) : call.group(2)));
        }
        try {
            return Optional.of(new Place(calls));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As a query writes it, with double quotes. */
    @Override
    public String toString() {
        return calls.stream().map(Call::toString).collect(Collectors.joining("."));
    }
}
