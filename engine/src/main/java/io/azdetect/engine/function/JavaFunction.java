package io.azdetect.engine.function;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function in Java that an engine can register and call from SQL.
 *
 * <p>Values are in the Java forms that {@link KqlType} names. It is called from several threads at once. Where an argument
 * is null, the result is null and the body is not asked.
 *
 * @param name its name in SQL, which begins with {@code kql_}
 * @param parameters its parameters' types
 * @param repeats whether the last parameter may be given any number of times
 * @param result the result's type
 */
public record JavaFunction(String name, List<KqlType> parameters, boolean repeats, KqlType result, Body body) {
    private static final Pattern SIGNATURE = Pattern.compile("(kql_\\w+)\\(([\\w, ]*)(\\.\\.\\.)?\\): (\\w+)");

    public JavaFunction {
        requireNonNull(name, "name");
        parameters = List.copyOf(parameters);
        requireNonNull(result, "result");
        requireNonNull(body, "body");
    }

    /** Computes the result; no argument is null. */
    @FunctionalInterface
    public interface Body {
        Object apply(Arguments arguments);
    }

    /** The arguments of one call. */
    public static final class Arguments {
        private final Object[] values;
        private final Runnable check;

        /**
         * Over values that stay as they are while the function runs.
         *
         * @param check throws when the function is to end before it is done
         */
        public Arguments(Object[] values, Runnable check) {
            this.values = values;
            this.check = check;
        }

        /** To be called now and then by whoever computes for long: it throws when nobody waits for the result any more. */
        void check() {
            check.run();
        }

        public String text(int index) {
            return (String) values[index];
        }

        public long whole(int index) {
            return (Long) values[index];
        }

        public double real(int index) {
            return (Double) values[index];
        }

        public boolean bool(int index) {
            return (Boolean) values[index];
        }

        public int size() {
            return values.length;
        }

        /** All arguments as texts. */
        public List<String> texts() {
            List<String> texts = new ArrayList<>(values.length);
            for (Object value : values) {
                texts.add((String) value);
            }
            return texts;
        }
    }

    /** Declares a function by a signature such as {@code kql_substring(string, long, long): string}. */
    static JavaFunction declare(String signature, Body body) {
        Matcher matcher = SIGNATURE.matcher(signature);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a signature: " + signature);
        }
        List<KqlType> parameters = new ArrayList<>();
        for (String parameter : matcher.group(2).split(", ", -1)) {
            if (!parameter.isEmpty()) {
                parameters.add(type(parameter));
            }
        }
        return new JavaFunction(matcher.group(1), parameters, matcher.group(3) != null, type(matcher.group(4)), body);
    }

    private static KqlType type(String name) {
        return KqlType.of(name).orElseThrow(() -> new IllegalArgumentException("no type " + name));
    }
}
