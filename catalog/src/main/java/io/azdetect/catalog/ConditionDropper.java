package io.azdetect.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes conditions out of a plan, one at a time, to see whether a detection's tests notice: whole filters, operands of
 * {@code and} and {@code or}, bounds of {@code between}, items of lists, keys of joins, the conditions of conditional
 * aggregates, and {@code innerunique} in place of {@code inner}.
 *
 * <p>A condition is known by its words and its place in the query's text. So the same one can be taken out of the plans of
 * all evaluations, which differ in their constants, and one that a query uses several times, by a {@code let}, is taken out
 * everywhere at once.
 */
final class ConditionDropper {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERSHIP = Set.of("in", "!in", "in~", "!in~", "has_any", "has_all");

    private ConditionDropper() {}

    /** The conditions of a plan, in words, each once. */
    static Set<String> conditions(Plan plan, String query) {
        Walk walk = new Walk(query, "");
        walk.rewrite(plan);
        return walk.found;
    }

    /** The plan without a condition; the same plan when it has none of these words. */
    static Plan without(Plan plan, String query, String condition) {
        return new Walk(query, condition).rewrite(plan);
    }

    private static final class Walk extends PlanRewriter {
        private final String query;
        private final String unwanted;
        private final Set<String> found = new LinkedHashSet<>();

        Walk(String query, String unwanted) {
            this.query = query;
            this.unwanted = unwanted;
        }

        @Override
        Plan rewrite(Plan plan) {
            if (plan instanceof Plan.Filter filter) {
                boolean drop = take("filter", filter.predicate());
                Plan input = rewrite(filter.input());
                Scalar predicate = rewrite(filter.predicate());
                return drop ? input : new Plan.Filter(input, predicate);
            }
            if (plan instanceof Plan.Join join) {
                return join(join);
            }
            return descend(plan);
        }

        private Plan join(Plan.Join join) {
            Plan.JoinKind kind = join.kind();
            if (kind == Plan.JoinKind.INNER && takeNamed("join kind=inner becomes innerunique", join)) {
                kind = Plan.JoinKind.INNER_UNIQUE;
            }
            if (kind == Plan.JoinKind.LEFT_OUTER && takeNamed("join kind=leftouter becomes inner", join)) {
                kind = Plan.JoinKind.INNER;
            }
            List<Plan.JoinKey> keys = new ArrayList<>();
            for (Plan.JoinKey key : join.keys()) {
                if (takeNamed("join on " + name(key.left()), join)) {
                    // Equal on every row: a join needs a key.
                    keys.add(new Plan.JoinKey(truth(), truth()));
                } else {
                    keys.add(new Plan.JoinKey(rewrite(key.left()), rewrite(key.right())));
                }
            }
            return new Plan.Join(
                    rewrite(join.left()), rewrite(join.right()), kind, keys, join.leftColumns(), join.rightColumns());
        }

        @Override
        Scalar rewrite(Scalar scalar) {
            if (!(scalar instanceof Scalar.Call call)) {
                return descend(scalar);
            }
            return switch (call.function()) {
                case "and", "or" -> connective(call);
                case "between" -> between(call);
                default -> MEMBERSHIP.contains(call.function()) ? membership(call) : descend(call);
            };
        }

        private Scalar connective(Scalar.Call call) {
            List<Scalar> kept = new ArrayList<>();
            for (Scalar operand : call.arguments()) {
                boolean drop = take(call.function() + " operand", operand);
                Scalar rewritten = rewrite(operand);
                if (!drop) {
                    kept.add(rewritten);
                }
            }
            return kept.size() == 1 ? kept.get(0) : new Scalar.Call(call.function(), kept, call.type(), call.span());
        }

        private Scalar between(Scalar.Call call) {
            Scalar value = rewrite(call.argument(0));
            boolean lower = take("lower bound", call);
            boolean upper = take("upper bound", call);
            if (lower) {
                return new Scalar.Call("<=", List.of(value, call.argument(2)), KqlType.BOOL, call.span());
            }
            if (upper) {
                return new Scalar.Call(">=", List.of(value, call.argument(1)), KqlType.BOOL, call.span());
            }
            return new Scalar.Call(
                    "between",
                    List.of(value, rewrite(call.argument(1)), rewrite(call.argument(2))),
                    KqlType.BOOL,
                    call.span());
        }

        private Scalar membership(Scalar.Call call) {
            List<Scalar> arguments = new ArrayList<>();
            arguments.add(rewrite(call.argument(0)));
            for (Scalar item : call.arguments().subList(1, call.arguments().size())) {
                if (item instanceof Scalar.Constant constant && constant.type() == KqlType.DYNAMIC) {
                    arguments.add(dynamicItems(call, constant));
                } else if (!take("item " + text(item) + " of", call)) {
                    arguments.add(rewrite(item));
                }
            }
            return new Scalar.Call(call.function(), arguments, call.type(), call.span());
        }

        private Scalar dynamicItems(Scalar.Call call, Scalar.Constant list) {
            JsonNode items = json((String) list.value());
            if (!items.isArray()) {
                return list;
            }
            ArrayNode kept = JSON.createArrayNode();
            for (JsonNode item : items) {
                if (!take("item " + item + " of", call)) {
                    kept.add(item);
                }
            }
            return new Scalar.Constant(KqlType.DYNAMIC, kept.toString());
        }

        private boolean take(String role, Scalar condition) {
            return take(role + " " + text(condition));
        }

        /** Joins have no place in the text of their own; their keys' columns tell them apart. */
        private boolean takeNamed(String role, Plan.Join join) {
            return take(
                    role + " (" + join.keys().stream().map(k -> name(k.right())).toList() + ")");
        }

        /** Whether this is the condition to take out; notes that there is such a one. */
        private boolean take(String condition) {
            found.add(condition);
            return condition.equals(unwanted);
        }

        private String text(Scalar scalar) {
            if (scalar instanceof Scalar.Call call
                    && call.span().end() > call.span().start()) {
                return query.substring(call.span().start(), call.span().end()) + " (at "
                        + call.span().start() + ")";
            }
            if (scalar instanceof Scalar.Constant constant) {
                return String.valueOf(constant.value());
            }
            return name(scalar);
        }

        private static String name(Scalar scalar) {
            return scalar instanceof Scalar.ColumnReference reference ? reference.name() : scalar.toString();
        }

        private static Scalar truth() {
            return new Scalar.Constant(KqlType.LONG, 1L);
        }

        private static JsonNode json(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a dynamic constant that is no JSON: " + text, e);
            }
        }
    }
}
