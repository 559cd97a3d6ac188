package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Plan.JoinKind;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Expression.BinaryOperator;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code join} and {@code lookup}: the keys, and the names that the right side's columns get. */
final class JoinBinder {
    private static final Map<String, JoinKind> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("inner", JoinKind.INNER),
            Map.entry("innerunique", JoinKind.INNER_UNIQUE),
            Map.entry("leftouter", JoinKind.LEFT_OUTER),
            Map.entry("rightouter", JoinKind.RIGHT_OUTER),
            Map.entry("fullouter", JoinKind.FULL_OUTER),
            Map.entry("leftsemi", JoinKind.LEFT_SEMI),
            Map.entry("rightsemi", JoinKind.RIGHT_SEMI),
            Map.entry("leftanti", JoinKind.LEFT_ANTI),
            Map.entry("leftantisemi", JoinKind.LEFT_ANTI),
            Map.entry("anti", JoinKind.LEFT_ANTI),
            Map.entry("rightanti", JoinKind.RIGHT_ANTI),
            Map.entry("rightantisemi", JoinKind.RIGHT_ANTI)));

    private final Plan left;
    private final Plan right;
    private final Row leftRow;
    private final Row rightRow;
    private final List<Plan.JoinKey> keys = new ArrayList<>();

    private JoinBinder(Plan left, Plan right) {
        this.left = left;
        this.right = right;
        this.leftRow = new Row(left.columns());
        this.rightRow = new Row(right.columns());
    }

    static Set<String> kinds() {
        return KINDS.keySet();
    }

    static Plan join(Operator.Join join, Plan left, Plan right) {
        JoinBinder binder = new JoinBinder(left, right);
        JoinKind kind = kind(join.parameters().getOrDefault("kind", "innerunique"), join.span());
        binder.addConditions(join.conditions(), join.span());
        return binder.plan(kind, binder.rightColumns(Set.of()));
    }

    static Plan lookup(Operator.Lookup lookup, Plan left, Plan right) {
        JoinBinder binder = new JoinBinder(left, right);
        String name = lookup.parameters().getOrDefault("kind", "leftouter");
        JoinKind kind = kind(name, lookup.span());
        if (kind != JoinKind.LEFT_OUTER && kind != JoinKind.INNER) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS, "lookup has the kinds leftouter and inner, not '" + name + "'", lookup.span());
        }
        binder.addConditions(lookup.conditions(), lookup.span());
        Set<String> rightKeys = new HashSet<>();
        binder.keys.forEach(key -> rightKeys.add(((Scalar.ColumnReference) key.right()).name()));
        return binder.plan(kind, binder.rightColumns(rightKeys));
    }

    private static JoinKind kind(String name, Span span) {
        JoinKind kind = KINDS.get(name);
        if (kind == null) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "there is no join of kind '" + name + "'" + Suggestion.didYouMean(name, KINDS.keySet()),
                    span);
        }
        return kind;
    }

    private void addConditions(List<Expression> conditions, Span span) {
        if (conditions.isEmpty()) {
            throw new KqlException(Code.BAD_ARGUMENTS, "a join needs 'on' and the columns that have to be equal", span);
        }
        conditions.forEach(this::addCondition);
    }

    private void addCondition(Expression condition) {
        if (condition instanceof Expression.Binary and && and.operator() == BinaryOperator.AND) {
            addCondition(and.left());
            addCondition(and.right());
        } else if (condition instanceof Expression.NameReference reference) {
            addKey(
                    column(leftRow, reference.name(), "left"),
                    column(rightRow, reference.name(), "right"),
                    condition.span());
        } else if (condition instanceof Expression.Binary equal && equal.operator() == BinaryOperator.EQUAL) {
            Side one = side(equal.left());
            Side other = side(equal.right());
            if (one.isLeft() == other.isLeft()) {
                throw notACondition(condition.span());
            }
            addKey(
                    one.isLeft() ? one.column() : other.column(),
                    one.isLeft() ? other.column() : one.column(),
                    condition.span());
        } else {
            throw notACondition(condition.span());
        }
    }

    private static KqlException notACondition(Span span) {
        return new KqlException(
                Code.BAD_ARGUMENTS,
                "a join's condition is a column that both sides have, or $left.a == $right.b; other conditions go into a"
                        + " 'where' behind the join",
                span);
    }

    private record Side(boolean isLeft, Column column) {}

    private Side side(Expression expression) {
        if (expression instanceof Expression.Member member
                && member.target() instanceof Expression.NameReference reference) {
            if (reference.name().text().equals("$left")) {
                return new Side(true, column(leftRow, member.name(), "left"));
            }
            if (reference.name().text().equals("$right")) {
                return new Side(false, column(rightRow, member.name(), "right"));
            }
        }
        throw notACondition(expression.span());
    }

    private static Column column(Row row, Name name, String side) {
        Optional<Column> column = row.column(name.text());
        return column.orElseThrow(() -> new KqlException(
                Code.UNKNOWN_COLUMN,
                "the " + side + " side of the join has no column '" + name + "'"
                        + Suggestion.didYouMean(
                                name.text(),
                                row.columns().stream().map(Column::name).toList()),
                name.span()));
    }

    private void addKey(Column one, Column other, Span span) {
        if (one.type() != other.type()) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "the columns of a join have one type, these are " + one + " and " + other
                            + "; convert one side before the join",
                    span);
        }
        keys.add(new Plan.JoinKey(new Scalar.ColumnReference(one), new Scalar.ColumnReference(other)));
    }

    /** The right side's columns; one whose name is taken gets the first number that is free on both sides. */
    private List<Plan.Renamed> rightColumns(Set<String> dropped) {
        ColumnNames names = new ColumnNames();
        left.columns().forEach(column -> names.take(column.name()));
        Set<String> colliding = new HashSet<>();
        for (Column column : right.columns()) {
            if (!names.take(column.name())) {
                colliding.add(column.name());
            }
        }
        List<Plan.Renamed> renamed = new ArrayList<>();
        for (Column column : right.columns()) {
            if (!dropped.contains(column.name())) {
                String name = colliding.contains(column.name()) ? names.unique(column.name()) : column.name();
                renamed.add(new Plan.Renamed(column.name(), new Column(name, column.type())));
            }
        }
        return renamed;
    }

    private Plan plan(JoinKind kind, List<Plan.Renamed> rightColumns) {
        List<Plan.Renamed> leftColumns = unchanged(left);
        return switch (kind) {
            case LEFT_SEMI, LEFT_ANTI -> new Plan.Join(left, right, kind, keys, leftColumns, List.of());
            case RIGHT_SEMI, RIGHT_ANTI -> new Plan.Join(left, right, kind, keys, List.of(), unchanged(right));
            default -> new Plan.Join(left, right, kind, keys, leftColumns, rightColumns);
        };
    }

    private static List<Plan.Renamed> unchanged(Plan plan) {
        return plan.columns().stream().map(c -> new Plan.Renamed(c.name(), c)).toList();
    }
}
