package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what DuckDB can do with JSON text by itself: paths into it, and bags out of values. */
final class DynamicWriter {
    private final Dialect dialect;
    private final ScalarWriter scalars;

    DynamicWriter(Dialect dialect, ScalarWriter scalars) {
        this.dialect = dialect;
        this.scalars = scalars;
    }

    /**
     * {@code a.b[0]}, or {@code tostring} of it, as one path; null when it is no such thing or a step is not constant.
     *
     * <p>One path is one reading of the JSON text, where step by step it would be as many as there are steps.
     */
    Fragment path(Scalar.Call call, Map<String, Fragment> scope) {
        boolean text = call.function().equals("tostring");
        Fragment part = text ? part(call.argument(0), scope) : null;
        return part != null ? part : path(text ? call.argument(0) : call, text ? "@path text" : "@path", scope);
    }

    /** The text that a path finds, null where it finds nothing; null as well when this is no such path. */
    Fragment nullablePathText(Scalar.Call access, Map<String, Fragment> scope) {
        return path(access, "@path text or null", scope);
    }

    private Fragment path(Scalar access, String template, Map<String, Fragment> scope) {
        Scalar target = access;
        StringBuilder path = new StringBuilder();
        while (target instanceof Scalar.Call step && step.function().equals("[]")) {
            String part = step.argument(1) instanceof Scalar.Constant key ? step(key) : null;
            if (part == null) {
                return null;
            }
            path.insert(0, part);
            target = step.argument(0);
        }
        if (path.length() == 0) {
            return null;
        }
        // A path into a text that is to be parsed first needs no parsed copy of it.
        boolean parsed = target instanceof Scalar.Call root
                && root.function().equals("parse_json")
                && root.argument(0).type() == KqlType.STRING;
        Scalar source = parsed ? ((Scalar.Call) target).argument(0) : target;
        String name = template + (parsed ? " of unparsed" : "");
        Fragment pathLiteral = Fragment.plain(dialect.literal(new Scalar.Constant(KqlType.STRING, "$" + path)));
        return scalars.named(
                name,
                List.of(source, new Scalar.Constant(KqlType.STRING, "$" + path)),
                List.of(scalars.value(source, scope), pathLiteral));
    }

    /** The text of {@code split(text, "/")[8]}, without an array of all the parts; null when it is no such thing. */
    private Fragment part(Scalar access, Map<String, Fragment> scope) {
        if (access instanceof Scalar.Call step
                && step.function().equals("[]")
                && step.argument(0) instanceof Scalar.Call split
                && split.function().equals("split")
                && split.arguments().size() == 2
                && split.argument(0).type() == KqlType.STRING
                && split.argument(1) instanceof Scalar.Constant delimiter
                && delimiter.value() instanceof String text
                && !text.isEmpty()
                && step.argument(1) instanceof Scalar.Constant index
                && index.value() instanceof Number number
                && number.longValue() >= 0) {
            Scalar position = new Scalar.Constant(KqlType.LONG, number.longValue() + 1);
            List<Scalar> arguments = List.of(split.argument(0), delimiter, position);
            return scalars.named(
                    "@part",
                    arguments,
                    arguments.stream().map(a -> scalars.value(a, scope)).toList());
        }
        return null;
    }

    /** The step as JSON path text; null for a key that a path cannot name. */
    private static String step(Scalar.Constant key) {
        if (key.value() instanceof Number index) {
            return "[" + index + "]";
        }
        if (!(key.value() instanceof String name) || name.isEmpty() || name.matches("(?s).*[\"\\\\\0].*")) {
            return null;
        }
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? "." + name : ".\"" + name + "\"";
    }

    /** {@code bag_pack}: a name, a value, a name, a value, …. */
    Fragment bag(List<Scalar> arguments, Map<String, Fragment> scope) {
        Text json = new Text();
        for (int i = 0; i < arguments.size(); i += 2) {
            json.literal(i == 0 ? "{" : ",");
            json.value(arguments.get(i), scope);
            json.literal(":");
            json.value(arguments.get(i + 1), scope);
        }
        return json.literal(arguments.isEmpty() ? "{}" : "}").fragment();
    }

    /** {@code pack_array}. */
    Fragment array(List<Scalar> arguments, Map<String, Fragment> scope) {
        Text json = new Text().literal("[");
        for (int i = 0; i < arguments.size(); i++) {
            json.literal(i == 0 ? "" : ",");
            json.value(arguments.get(i), scope);
        }
        return json.literal("]").fragment();
    }

    /** JSON text put together from parts, literals side by side as one. */
    private final class Text {
        private final List<String> parts = new ArrayList<>();
        private final StringBuilder pending = new StringBuilder();
        private boolean isVolatile;

        Text literal(String text) {
            pending.append(text);
            return this;
        }

        void value(Scalar scalar, Map<String, Fragment> scope) {
            if (scalar instanceof Scalar.Constant constant && constant.value() instanceof String text) {
                literal(scalar.type() == KqlType.DYNAMIC ? text : JsonText.quote(text));
                return;
            }
            Fragment value = scalars.value(scalar, scope);
            isVolatile |= value.form() == Fragment.Form.VOLATILE;
            Fragment json = scalars.json(scalar, value);
            flush();
            parts.add(Scalars.isNullable(scalar) ? "coalesce(" + json.text() + ", 'null')" : json.text());
        }

        private void flush() {
            if (pending.length() > 0) {
                parts.add(dialect.literal(new Scalar.Constant(KqlType.STRING, pending.toString())));
                pending.setLength(0);
            }
        }

        Fragment fragment() {
            flush();
            String sql = "concat(" + String.join(", ", parts) + ")";
            return isVolatile ? new Fragment(sql, Fragment.Form.VOLATILE) : Fragment.call(sql);
        }
    }
}
