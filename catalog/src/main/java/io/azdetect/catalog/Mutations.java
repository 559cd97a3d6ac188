package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.ColumnPruning;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The small mistakes that can be made in a query, one at a time: a condition dropped or negated, a literal changed, one
 * comparison in place of another, {@code and} for {@code or}, a kind of join for another, a key or an entity's column for
 * another of its type.
 *
 * <p>A mutant is known by its words and its place in the query's text. So the same one can be made in the plans of all
 * evaluations, which differ in their constants, and one in a part that a query uses several times, by a {@code let}, is made
 * everywhere at once. What only informs, and decides neither whether an alert is raised nor what its entities are, is left
 * alone.
 */
final class Mutations extends PlanRewriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERSHIP = Set.of("in", "!in", "in~", "!in~", "has_any", "has_all");
    private static final Set<String> EQUALITY = Set.of("==", "!=", "=~", "!~");

    private final Detection detection;
    private final QueryWords words;
    private final TimeBounds window;
    private final Optional<Mutant> wanted;
    private final Set<Mutant> found = new LinkedHashSet<>();
    private boolean made;

    private Mutations(Detection detection, TimeBounds window, Optional<Mutant> wanted) {
        this.detection = requireNonNull(detection, "detection");
        this.words = new QueryWords(detection.query());
        this.window = requireNonNull(window, "window");
        this.wanted = requireNonNull(wanted, "wanted");
    }

    /** The mutants that a plan can become, each once. */
    static Set<Mutant> of(Detection detection, Plan plan, TimeBounds window) {
        Mutations walk = new Mutations(detection, window, Optional.empty());
        walk.rewrite(deciding(detection, plan));
        walk.entities(plan);
        return walk.found;
    }

    /** Makes a mutant of plans; a plan without that place stays as it is. */
    static PlanChange making(Mutant mutant) {
        return new PlanChange() {
            @Override
            public Plan apply(Plan plan, TimeBounds window) {
                Mutations walk = new Mutations(mutant.detection(), window, Optional.of(mutant));
                return walk.rewrite(walk.entities(plan));
            }

            @Override
            public boolean fits(Plan open, TimeBounds window) {
                Mutations walk = new Mutations(mutant.detection(), window, Optional.of(mutant));
                walk.rewrite(walk.entities(open));
                return walk.made;
            }
        };
    }

    /** The plan with no more than what decides whether there is an alert and on whom. */
    private static Plan deciding(Detection detection, Plan plan) {
        Set<String> needed =
                entityColumns(detection).map(Entities::column).collect(Collectors.toCollection(LinkedHashSet::new));
        needed.add("TimeGenerated");
        List<Plan.Assignment> kept = plan.columns().stream()
                .filter(c -> needed.contains(c.name()))
                .map(Plan.Assignment::same)
                .toList();
        return ColumnPruning.prune(new Plan.Project(plan, kept));
    }

    private record Entities(String role, String column) {}

    private static Stream<Entities> entityColumns(Detection detection) {
        return detection.entityMappings().stream()
                .flatMap(mapping -> mapping.fields().stream()
                        .map(field -> new Entities(mapping.entityType() + "." + field.identifier(), field.column())));
    }

    /** The plan, or one with another column under the name of an entity's. */
    private Plan entities(Plan plan) {
        Set<String> mapped = entityColumns(detection).map(Entities::column).collect(Collectors.toSet());
        for (Entities entity : entityColumns(detection).toList()) {
            Optional<Scalar> other = column(plan, entity.column())
                    .flatMap(c -> swapped(
                            plan,
                            new Scalar.ColumnReference(c),
                            mapped,
                            words.place(entity.column()),
                            " as " + entity.role()));
            if (other.isPresent()) {
                return new Plan.Project(
                        plan,
                        plan.columns().stream()
                                .map(c -> c.name().equals(entity.column())
                                        ? new Plan.Assignment(c, other.get())
                                        : Plan.Assignment.same(c))
                                .toList());
            }
        }
        return plan;
    }

    @Override
    Plan rewrite(Plan plan) {
        if (plan instanceof Plan.Filter filter && droppedAsWhole(filter.predicate())) {
            return rewrite(filter.input());
        }
        if (plan instanceof Plan.Join join) {
            return join(join);
        }
        if (plan instanceof Plan.Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (plan instanceof Plan.Limit limit && limit.count() instanceof Scalar.Constant count) {
            for (OtherLiterals.Other other : OtherLiterals.of(count, window)) {
                if (take(new Span(0, 0), other.words() + " as the number of rows")) {
                    return new Plan.Limit(limit.input(), other.value());
                }
            }
        }
        return descend(plan);
    }

    /** Of a conjunction each part is dropped on its own. */
    private boolean droppedAsWhole(Scalar predicate) {
        boolean parts = predicate instanceof Scalar.Call call && call.function().equals("and");
        return !parts && take(words.place(predicate), "drop " + words.of(predicate));
    }

    private Plan join(Plan.Join join) {
        String on = join.keys().stream().map(k -> words.of(k.right())).collect(Collectors.joining(", "));
        Span place = join.keys().isEmpty()
                ? new Span(0, 0)
                : words.place(join.keys().get(0).right());
        for (Plan.JoinKind other : JoinKinds.instead(join)) {
            String change = "join kind=" + JoinKinds.name(join.kind()) + " becomes " + JoinKinds.name(other) + " on ";
            if (take(place, change + on)) {
                return new Plan.Join(
                        join.left(), join.right(), other, join.keys(), join.leftColumns(), join.rightColumns());
            }
        }
        List<Plan.JoinKey> keys = new ArrayList<>();
        for (Plan.JoinKey key : join.keys()) {
            if (take(place, "drop join key " + words.of(key.left()))) {
                // Equal on every row: a join needs a key.
                Scalar same = new Scalar.Constant(KqlType.LONG, 1L);
                keys.add(new Plan.JoinKey(same, same));
            } else {
                Optional<Scalar> other = swapped(join.left(), key.left(), Set.of(), place, " as join key");
                keys.add(
                        other.isPresent()
                                ? new Plan.JoinKey(other.get(), key.right())
                                : new Plan.JoinKey(rewrite(key.left()), rewrite(key.right())));
            }
        }
        return new Plan.Join(
                rewrite(join.left()),
                rewrite(join.right()),
                join.kind(),
                keys,
                join.leftColumns(),
                join.rightColumns());
    }

    private Plan aggregate(Plan.Aggregate aggregate) {
        Set<String> keys = aggregate.keys().stream()
                .map(k -> words.of(k.value()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (int i = 0; i < aggregate.keys().size(); i++) {
            Plan.Assignment key = aggregate.keys().get(i);
            Optional<Scalar> other = swapped(
                    aggregate.input(),
                    key.value(),
                    keys,
                    words.place(key.value()),
                    " in by " + String.join(", ", keys));
            if (other.isPresent()) {
                List<Plan.Assignment> swapped = new ArrayList<>(aggregate.keys());
                swapped.set(i, new Plan.Assignment(key.column(), other.get()));
                return new Plan.Aggregate(aggregate.input(), swapped, aggregate.aggregations());
            }
        }
        return descend(aggregate);
    }

    @Override
    Scalar rewrite(Scalar scalar) {
        if (scalar instanceof Scalar.MemberOf member) {
            for (String other : Swaps.of(member.operator())) {
                if (take(member.span(), swap(member.operator(), other, member))) {
                    return new Scalar.MemberOf(other, member.value(), member.plan(), member.span());
                }
            }
            return descend(scalar);
        }
        if (!(scalar instanceof Scalar.Call call) || !QueryWords.isWritten(call.span())) {
            return descend(scalar);
        }
        return operator(call)
                .or(() -> operand(call))
                .or(() -> literal(call))
                .or(() -> item(call))
                .orElseGet(() -> descend(call));
    }

    /** Another operator in place of a call's, or a condition's opposite. */
    private Optional<Scalar> operator(Scalar.Call call) {
        List<String> swaps = Swaps.of(call.function());
        for (String other : swaps) {
            if (take(call.span(), swap(call.function(), other, call))) {
                return Optional.of(new Scalar.Call(other, call.arguments(), call.type(), call.span()));
            }
        }
        boolean negated = swaps.isEmpty()
                && call.type() == KqlType.BOOL
                && !call.function().startsWith("to")
                && take(call.span(), "negate " + words.of(call));
        return negated
                ? Optional.of(new Scalar.Call("not", List.of(call), KqlType.BOOL, call.span()))
                : Optional.empty();
    }

    private String swap(String operator, String other, Scalar in) {
        return "change " + operator + " to " + other + " in " + words.of(in);
    }

    /** A connective or a between without one of its operands. */
    private Optional<Scalar> operand(Scalar.Call call) {
        return switch (call.function()) {
            case "and", "or" -> {
                List<Scalar> operands = call.arguments();
                for (int i = 0; i < operands.size(); i++) {
                    if (take(words.place(operands.get(i)), "drop " + words.of(operands.get(i)))) {
                        List<Scalar> kept = new ArrayList<>(operands);
                        kept.remove(i);
                        yield Optional.of(
                                kept.size() == 1
                                        ? kept.get(0)
                                        : new Scalar.Call(call.function(), kept, call.type(), call.span()));
                    }
                }
                yield Optional.empty();
            }
            case "between" -> {
                if (take(call.span(), "drop the lower bound of " + words.of(call))) {
                    yield Optional.of(comparison(call, "<=", 2));
                }
                yield take(call.span(), "drop the upper bound of " + words.of(call))
                        ? Optional.of(comparison(call, ">=", 1))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Scalar comparison(Scalar.Call between, String operator, int bound) {
        return new Scalar.Call(
                operator, List.of(between.argument(0), between.argument(bound)), KqlType.BOOL, between.span());
    }

    private Optional<Scalar> literal(Scalar.Call call) {
        if (MEMBERSHIP.contains(call.function())) {
            return Optional.empty();
        }
        for (int i = 0; i < call.arguments().size(); i++) {
            for (Instead other : instead(call, call.argument(i))) {
                if (take(call.span(), other.words() + " in " + words.of(call))) {
                    List<Scalar> arguments = new ArrayList<>(call.arguments());
                    arguments.set(i, other.value());
                    return Optional.of(new Scalar.Call(call.function(), arguments, call.type(), call.span()));
                }
            }
        }
        return Optional.empty();
    }

    private record Instead(Scalar value, String words) {}

    /** What may stand in an argument's place when it is a literal or, in a plan with an open clock, counts from now(). */
    private List<Instead> instead(Scalar.Call call, Scalar argument) {
        if (argument instanceof Scalar.Constant constant) {
            return !matters(call, constant)
                    ? List.of()
                    : OtherLiterals.of(constant, window).stream()
                            .map(other -> new Instead(other.value(), other.words()))
                            .toList();
        }
        OptionalLong after = OpenClock.ticksAfter(argument);
        if (after.isEmpty()) {
            return List.of();
        }
        long moment = window.to() + after.getAsLong();
        return OtherLiterals.of(new Scalar.Constant(KqlType.DATETIME, moment), window).stream()
                .map(other -> new Instead(
                        new Scalar.Call(
                                "+",
                                List.of(
                                        argument,
                                        new Scalar.Constant(
                                                KqlType.TIMESPAN,
                                                (Long) other.value().value() - moment)),
                                KqlType.DATETIME,
                                new Span(0, 0)),
                        other.words()))
                .toList();
    }

    /** An empty text is what stands in for no value, save where something is compared with it. */
    private static boolean matters(Scalar.Call call, Scalar.Constant constant) {
        return !"".equals(constant.value()) || EQUALITY.contains(call.function());
    }

    private Optional<Scalar> item(Scalar.Call call) {
        if (!MEMBERSHIP.contains(call.function())) {
            return Optional.empty();
        }
        for (int i = 1; i < call.arguments().size(); i++) {
            Optional<Scalar> without = withoutItem(call, i);
            if (without.isPresent()) {
                return without;
            }
        }
        return Optional.empty();
    }

    private Optional<Scalar> withoutItem(Scalar.Call call, int index) {
        List<Scalar> arguments = new ArrayList<>(call.arguments());
        if (!(arguments.get(index) instanceof Scalar.Constant constant)) {
            return Optional.empty();
        }
        if (constant.type() != KqlType.DYNAMIC) {
            arguments.remove(index);
            return takeItem(call, OtherLiterals.text(constant))
                    ? Optional.of(new Scalar.Call(call.function(), arguments, call.type(), call.span()))
                    : Optional.empty();
        }
        JsonNode items = json((String) constant.value());
        for (int i = 0; items.isArray() && i < items.size(); i++) {
            if (takeItem(call, items.get(i).toString())) {
                ArrayNode kept = items.deepCopy();
                kept.remove(i);
                arguments.set(index, new Scalar.Constant(KqlType.DYNAMIC, kept.toString()));
                return Optional.of(new Scalar.Call(call.function(), arguments, call.type(), call.span()));
            }
        }
        return Optional.empty();
    }

    private boolean takeItem(Scalar.Call call, String item) {
        return take(call.span(), "drop item " + item + " of " + words.of(call));
    }

    /**
     * Another column in the place of a scalar that is one, where that is the mutant to make. What is found is the swap for the
     * next column of the type in the plan of what decides. A whole plan has more columns, so the one next to it may be
     * another there; which one is meant, the mutant's words say.
     *
     * @param taken names of columns that would change nothing
     * @param role what the column is there, as it stands at the end of the mutant's words
     */
    private Optional<Scalar> swapped(Plan plan, Scalar scalar, Set<String> taken, Span place, String role) {
        if (!(scalar instanceof Scalar.ColumnReference reference)) {
            return Optional.empty();
        }
        return column(plan, reference.name()).stream()
                .flatMap(column -> others(plan, column, taken).limit(wanted.isPresent() ? Long.MAX_VALUE : 1))
                .filter(other -> take(place, "swap " + reference.name() + " for " + other.name() + role))
                .findFirst()
                .map(Scalar.ColumnReference::new);
    }

    /** The other columns of a column's type, those behind it first. */
    private static Stream<Column> others(Plan plan, Column column, Set<String> taken) {
        int at = plan.columns().indexOf(column);
        return Stream.concat(
                        plan.columns().stream().skip(at + 1L),
                        plan.columns().stream().limit(at))
                .filter(c -> c.type() == column.type() && !taken.contains(c.name()));
    }

    private static Optional<Column> column(Plan plan, String name) {
        return plan.columns().stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /** Whether this is the mutant to make; notes that there is such a one. */
    private boolean take(Span span, String text) {
        Mutant mutant = new Mutant(detection, span, text);
        found.add(mutant);
        boolean make = wanted.filter(mutant::equals).isPresent();
        made |= make;
        return make;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dynamic constant that is no JSON: " + text, e);
        }
    }
}
