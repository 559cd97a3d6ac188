package io.azdetect.engine.naive;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.engine.naive.NaiveTable.Row;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.type.KqlType;
import java.util.List;

/** Expressions over one row, or over a group of rows where they hold aggregates. */
final class NaiveScalars {
    private final Row row;
    private final List<Row> group;

    private NaiveScalars(Row row, List<Row> group) {
        this.row = row;
        this.group = group;
    }

    static Cell evaluate(Expression expression, Row row) {
        return new NaiveScalars(row, null).evaluate(expression);
    }

    /** The value of an expression of aggregates over these rows. */
    static Cell aggregate(Expression expression, NaiveTable table, List<Row> group) {
        return new NaiveScalars(table.nowhere(), group).evaluate(expression);
    }

    private Cell evaluate(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            Object value = literal.value();
            return new Cell(literal.type(), literal.type() == KqlType.DYNAMIC ? NaiveJson.read((String) value) : value);
        }
        if (expression instanceof Expression.NameReference reference) {
            return row.cell(reference.name().text());
        }
        if (expression instanceof Expression.Unary unary) {
            Cell operand = evaluate(unary.operand());
            return unary.operator() == '-' ? NaiveNumbers.negated(operand) : operand;
        }
        if (expression instanceof Expression.Binary binary) {
            return binary(binary.operator().symbol(), evaluate(binary.left()), evaluate(binary.right()));
        }
        if (expression instanceof Expression.Membership membership) {
            return membership(membership);
        }
        if (expression instanceof Expression.Between between) {
            Cell value = evaluate(between.value());
            Cell inside = NaiveComparisons.and(
                    NaiveComparisons.ordered(">=", value, evaluate(between.low())),
                    NaiveComparisons.ordered("<=", value, evaluate(between.high())));
            return between.negated() ? NaiveComparisons.not(inside) : inside;
        }
        if (expression instanceof Expression.Member member) {
            return NaiveJson.property(evaluate(member.target()), member.name().text());
        }
        if (expression instanceof Expression.Index index) {
            Cell place = evaluate(index.index());
            Cell target = evaluate(index.target());
            return place.type() == KqlType.STRING
                    ? NaiveJson.property(target, place.text())
                    : NaiveJson.element(target, place.whole());
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        throw new IllegalArgumentException("not known here: " + expression);
    }

    private Cell binary(String operator, Cell left, Cell right) {
        if (NaiveText.isOperator(operator)) {
            return NaiveText.operator(operator, left, right);
        }
        return switch (operator) {
            case "and" -> NaiveComparisons.and(left, right);
            case "or" -> NaiveComparisons.or(left, right);
            case "==" -> NaiveComparisons.equal(left, right);
            case "!=" -> NaiveComparisons.not(NaiveComparisons.equal(left, right));
            case "<", "<=", ">", ">=" -> NaiveComparisons.ordered(operator, left, right);
            case "=~" -> Cell.of(NaiveText.fold(left.text()).equals(NaiveText.fold(right.text())));
            case "!~" -> Cell.of(!NaiveText.fold(left.text()).equals(NaiveText.fold(right.text())));
            default -> NaiveNumbers.arithmetic(operator, left, right);
        };
    }

    /** Whether one (or each) of the items, which are no nulls, is as asked. */
    private Cell membership(Expression.Membership membership) {
        Cell value = evaluate(membership.left());
        String operator = membership.operator().symbol();
        List<Cell> items = membership.items().stream().map(this::evaluate).toList();
        return switch (operator) {
            case "has_any" ->
                Cell.of(items.stream().anyMatch(i -> binary("has", value, i).isTrue()));
            case "has_all" ->
                Cell.of(items.stream().allMatch(i -> binary("has", value, i).isTrue()));
            default -> {
                String equality = operator.endsWith("~") ? "=~" : "==";
                boolean found =
                        items.stream().anyMatch(i -> binary(equality, value, i).isTrue());
                yield Cell.of(found != operator.startsWith("!"));
            }
        };
    }

    private Cell call(Expression.Call call) {
        String name = call.function().text();
        List<Expression> arguments =
                call.arguments().stream().map(Expression.Argument::value).toList();
        if (group != null && NaiveAggregates.isAggregate(name)) {
            return NaiveAggregates.compute(name, arguments, row, group);
        }
        return switch (name) {
            case "row_number" -> Cell.of(row.index() + 1L);
            case "prev" -> neighbour(arguments, -1);
            case "next" -> neighbour(arguments, 1);
            case "row_cumsum" -> cumulated(arguments.get(0));
            default ->
                NaiveFunctions.call(name, arguments.stream().map(this::evaluate).toList());
        };
    }

    /** Of {@code prev(value [, distance [, fallback]])}; beyond the ends the fallback, or what is absent. */
    private Cell neighbour(List<Expression> arguments, int direction) {
        long distance = arguments.size() > 1 ? evaluate(arguments.get(1)).whole() : 1;
        Row there = row.neighbour((int) distance * direction);
        boolean inside =
                there.index() >= 0 && there.index() < row.table().rows().size();
        if (!inside && arguments.size() > 2) {
            return evaluate(arguments.get(2));
        }
        return evaluate(arguments.get(0), there);
    }

    private Cell cumulated(Expression term) {
        Cell sum = new Cell(evaluate(term).type(), 0L);
        for (int i = 0; i <= row.index(); i++) {
            Cell value = evaluate(term, new Row(row.table(), i));
            sum = value.isNull() ? sum : NaiveNumbers.arithmetic("+", sum, value);
        }
        return sum;
    }

    /** A dynamic value's tree, for whoever expands it; null where there is none. */
    static JsonNode tree(Expression expression, Row row) {
        return evaluate(expression, row).json();
    }
}
