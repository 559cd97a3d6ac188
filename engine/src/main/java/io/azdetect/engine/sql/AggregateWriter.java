package io.azdetect.engine.sql;

import io.azdetect.engine.sql.Select.OrderKey;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes aggregates over one input. */
final class AggregateWriter {
    private final Dialect dialect;
    private final ScalarWriter scalars;
    private final Map<String, Fragment> scope;
    private final List<OrderKey> order;
    private final Set<String> javaFunctions;

    AggregateWriter(
            Dialect dialect,
            ScalarWriter scalars,
            Map<String, Fragment> scope,
            List<OrderKey> order,
            Set<String> javaFunctions) {
        this.dialect = dialect;
        this.scalars = scalars;
        this.scope = scope;
        this.order = order;
        this.javaFunctions = javaFunctions;
    }

    Fragment value(Plan.AggregateCall call) {
        String function = call.function();
        List<Scalar> arguments = new ArrayList<>(call.arguments());
        String predicateSql = "";
        int predicate = predicateIndex(function);
        if (predicate >= 0) {
            predicateSql = scalars.truth(arguments.remove(predicate), scope).operand();
            function = function.replaceFirst("_?if$", "");
        }
        if (function.startsWith("arg_")
                && arguments.size() == 2
                && arguments.get(0).equals(arguments.get(1))) {
            function = function.substring("arg_".length());
            arguments.remove(1);
        }
        Template template = dialect.aggregate(function, arguments)
                .orElseThrow(() -> new KqlException(
                        Diagnostic.Code.UNSUPPORTED,
                        "this engine does not run the aggregate " + call.function() + " over "
                                + call.arguments().stream()
                                        .map(a -> a.type().kustoName())
                                        .collect(Collectors.joining(", "))
                                + " yet",
                        span(call)));
        javaFunctions.addAll(template.javaFunctions());
        return template.fill(new Holes(arguments, predicateSql));
    }

    /** Where the predicate of {@code countif}, {@code sumif}, {@code covarianceif}, … stands; -1 for the others. */
    private static int predicateIndex(String function) {
        if (!function.endsWith("if")) {
            return -1;
        }
        if (function.equals("countif")) {
            return 0;
        }
        return function.startsWith("covariance") ? 2 : 1;
    }

    private static Span span(Plan.AggregateCall call) {
        return call.arguments().stream()
                .filter(Scalar.Call.class::isInstance)
                .map(a -> ((Scalar.Call) a).span())
                .findFirst()
                .orElse(new Span(0, 0));
    }

    private final class Holes implements Template.Filling {
        private final List<Scalar> arguments;
        private final String predicate;

        Holes(List<Scalar> arguments, String predicate) {
            this.arguments = arguments;
            this.predicate = predicate;
        }

        @Override
        public int size() {
            return arguments.size();
        }

        @Override
        public Fragment argument(int index, String conversion) {
            Scalar argument = arguments.get(index);
            if ("json".equals(conversion)) {
                return scalars.json(argument, scalars.value(argument, scope));
            }
            if ("fraction".equals(conversion)) {
                return fraction(argument);
            }
            if ("kind".equals(conversion)) {
                return kind(argument.type());
            }
            if ("fractions".equals(conversion)) {
                return Fragment.plain(Percentages.fractions(argument));
            }
            return scalars.value(argument, scope);
        }

        /** The name of a type, as text; an int is as good as a long. */
        private Fragment kind(KqlType type) {
            String name = (type == KqlType.INT ? KqlType.LONG : type).kustoName();
            return Fragment.plain(dialect.literal(new Scalar.Constant(KqlType.STRING, name)));
        }

        /** A percentage as a fraction. */
        private Fragment fraction(Scalar argument) {
            if (argument instanceof Scalar.Constant constant && constant.value() instanceof Number percent) {
                return Fragment.plain(dialect.literal(new Scalar.Constant(KqlType.REAL, percent.doubleValue() / 100)));
            }
            throw new KqlException(
                    Diagnostic.Code.NOT_CONSTANT, "a percentile must be a constant number", new Span(0, 0));
        }

        private String filter(String condition) {
            return condition.isEmpty() ? "" : " FILTER (WHERE " + condition + ")";
        }

        /** The condition that the value is not null, besides the predicate. */
        private String present() {
            Scalar value = arguments.get(0);
            if (!Scalars.isNullable(value)) {
                return predicate;
            }
            String present = scalars.value(value, scope).operand() + " IS NOT NULL";
            return predicate.isEmpty() ? present : present + " AND " + predicate;
        }

        @Override
        public String named(String name) {
            return switch (name) {
                case "filter" -> filter(predicate);
                case "present" -> filter(present());
                case "order" ->
                    order.isEmpty()
                            ? ""
                            : " ORDER BY " + order.stream().map(OrderKey::text).collect(Collectors.joining(", "));
                default -> throw new IllegalStateException("nothing to fill {" + name + "} with");
            };
        }
    }
}
