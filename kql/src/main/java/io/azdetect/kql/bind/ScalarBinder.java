package io.azdetect.kql.bind;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.function.Refusals;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.function.WindowFunctions;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Expression.BinaryOperator;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives names their meaning and expressions their types, for the scalars of one row. */
final class ScalarBinder {
    private final Session session;
    private final Scope scope;
    private final Row row;
    private final TabularBinder tables;
    private final AggregateCollector aggregates;

    ScalarBinder(Session session, Scope scope, Row row, TabularBinder tables) {
        this(session, scope, row, tables, null);
    }

    private ScalarBinder(Session session, Scope scope, Row row, TabularBinder tables, AggregateCollector aggregates) {
        this.session = requireNonNull(session);
        this.scope = requireNonNull(scope);
        this.row = requireNonNull(row);
        this.tables = requireNonNull(tables);
        this.aggregates = aggregates;
    }

    /** A binder for {@code summarize}: aggregates over this row go to the collector, and nothing else may name columns. */
    ScalarBinder collecting(AggregateCollector collector) {
        return new ScalarBinder(session, scope, row, tables, collector);
    }

    Row row() {
        return row;
    }

    Scope scope() {
        return scope;
    }

    TabularBinder tables() {
        return tables;
    }

    Session session() {
        return session;
    }

    Scalar bind(Expression expression) {
        session.countExpression(expression.span());
        if (expression instanceof Expression.Literal literal) {
            return new Scalar.Constant(literal.type(), literal.value());
        }
        if (expression instanceof Expression.NameReference reference) {
            return name(reference.name());
        }
        if (expression instanceof Expression.Binary binary) {
            return binary(binary);
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        if (expression instanceof Expression.Member member) {
            Optional<Scalar> remembered = row.state().flatMap(state -> state.remembered(member));
            if (remembered.isPresent()) {
                return remembered.get();
            }
            return access(
                    bind(member.target()),
                    new Scalar.Constant(KqlType.STRING, member.name().text()),
                    member.span());
        }
        if (expression instanceof Expression.Index index) {
            Optional<Scalar> column = SeveralColumns.column(index, this);
            if (column.isPresent()) {
                return column.get();
            }
            return access(bind(index.target()), bind(index.index()), index.span());
        }
        if (expression instanceof Expression.Unary unary) {
            Scalar operand = bind(unary.operand());
            return unary.operator() == '-' ? Operators.negated(operand, unary.span()) : operand;
        }
        if (expression instanceof Expression.Membership membership) {
            return membership(membership);
        }
        if (expression instanceof Expression.Between between) {
            return Operators.between(
                    bind(between.value()),
                    between.negated(),
                    bind(between.low()),
                    bind(between.high()),
                    between.span());
        }
        if (expression instanceof Expression.AnyColumn any) {
            return AnyColumn.of(any.operator(), bind(any.value()), row.columns(), any.span());
        }
        if (expression instanceof Expression.TermMatch match) {
            return Operators.binary(BinaryOperator.HAS, bind(match.target()), bind(match.term()), match.span());
        }
        if (expression instanceof Expression.Unsupported unsupported) {
            throw unsupported(unsupported.construct(), unsupported.span());
        }
        if (expression instanceof Expression.NamePattern pattern) {
            throw new KqlException(Code.SYNTAX, "'" + pattern.pattern() + "' is no value", pattern.span());
        }
        throw new KqlException(
                Code.WRONG_TYPE,
                "a table stands where a value is needed; toscalar() makes one of it",
                expression.span());
    }

    /** Binds what has to be a condition. */
    Scalar condition(Expression expression) {
        Scalar condition = bind(expression);
        if (condition.type() != KqlType.BOOL) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "a condition is needed (bool), this is " + condition.type().kustoName(),
                    expression.span());
        }
        return condition;
    }

    static KqlException unsupported(String construct, Span span) {
        return new KqlException(
                Code.UNSUPPORTED,
                "'" + construct + "' is KQL that this engine does not run" + Refusals.because(construct),
                span);
    }

    private Scalar name(Name name) {
        Optional<Column> column = row.column(name.text());
        if (column.isPresent()) {
            if (aggregates != null) {
                throw new KqlException(
                        Code.WRONG_TYPE,
                        "'" + name
                                + "' has many values in a group: name it after 'by', or aggregate it, for example with"
                                + " take_any()",
                        name.span());
            }
            return new Scalar.ColumnReference(name.text(), column.get().type());
        }
        row.state().ifPresent(state -> state.refuse(name));
        Optional<Variable> variable = scope.find(name.text());
        if (variable.isPresent() && variable.get() instanceof Variable.OfScalar scalar) {
            if (scalar.row() != null && scalar.row() != row) {
                throw new KqlException(
                        Code.UNSUPPORTED,
                        "'" + name
                                + "' depends on the row of the caller and cannot be used inside another table's"
                                + " expression",
                        name.span());
            }
            return session.size.checked(scalar.value(), name.span());
        }
        if (variable.isPresent()) {
            throw new KqlException(
                    Code.WRONG_TYPE, "'" + name + "' is a table or a function, and a value is needed", name.span());
        }
        List<String> byType = row.columns().stream()
                .filter(c -> c.name().equals(name.text() + "_" + c.type().kustoName()))
                .map(c -> "'" + c.name() + "'")
                .toList();
        if (byType.size() > 1) {
            throw new KqlException(
                    Code.UNKNOWN_COLUMN,
                    "'" + name + "' has several types in the tables that are put together; name the column of one: "
                            + String.join(" or ", byType),
                    name.span());
        }
        throw new KqlException(
                Code.UNKNOWN_COLUMN,
                "no column or variable is called '" + name + "' here"
                        + Suggestion.didYouMean(name.text(), visibleNames()),
                name.span());
    }

    private Collection<String> visibleNames() {
        Set<String> names = new LinkedHashSet<>();
        row.columns().forEach(c -> names.add(c.name()));
        names.addAll(scope.names());
        return names;
    }

    private Scalar binary(Expression.Binary binary) {
        BinaryOperator operator = binary.operator();
        if (operator != BinaryOperator.AND && operator != BinaryOperator.OR) {
            List<Scalar> sides = bindAll(List.of(binary.left(), binary.right()));
            return Operators.binary(operator, sides.get(0), sides.get(1), binary.span());
        }
        List<Expression> expressions = new ArrayList<>();
        addOperands(binary, operator, expressions);
        List<Scalar> operands = bindAll(expressions);
        return Operators.logical(operator.symbol(), operands, binary.span());
    }

    /** Operands that one operator connects stand side by side, however the syntax tree groups them. */
    private void addOperands(Expression expression, BinaryOperator operator, List<Expression> operands) {
        if (expression instanceof Expression.Binary binary && binary.operator() == operator) {
            addOperands(binary.left(), operator, operands);
            addOperands(binary.right(), operator, operands);
        } else {
            operands.add(expression);
        }
    }

    /** Binds expressions that stand beside each other. */
    List<Scalar> bindAll(List<Expression> expressions) {
        List<Scalar> bound = new ArrayList<>();
        session.problems.each(expressions, expression -> bound.add(bind(expression)));
        return bound;
    }

    private static Scalar access(Scalar target, Scalar key, Span span) {
        if (target.type() != KqlType.DYNAMIC) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "only a dynamic value has properties and elements, this is "
                            + target.type().kustoName()
                            + (target.type() == KqlType.STRING ? "; parse_json() makes one of it" : ""),
                    span);
        }
        if (key.type() == KqlType.INT) {
            key = Conversions.to(KqlType.LONG, key, span);
        }
        if (key.type() == KqlType.DYNAMIC) {
            key = Conversions.to(KqlType.STRING, key, span);
        }
        if (key.type() != KqlType.STRING && key.type() != KqlType.LONG) {
            throw new KqlException(
                    Code.WRONG_TYPE,
                    "a property's name (string) or an element's place (long) is needed in [ ], this is "
                            + key.type().kustoName(),
                    span);
        }
        return new Scalar.Call("[]", List.of(target, key), KqlType.DYNAMIC, span);
    }

    private Scalar membership(Expression.Membership membership) {
        Scalar value = bind(membership.left());
        if (membership.items().size() == 1
                && tables.isTabular(membership.items().get(0), row)) {
            Plan plan = tables.bind(membership.items().get(0));
            return TableMembership.bind(membership, value, plan);
        }
        List<Scalar> items = bindAll(membership.items());
        return Operators.membership(membership.operator(), value, items, membership.span());
    }

    /** Whether a name that an aggregate and a scalar function share ({@code hll_merge}) means the latter: it takes several. */
    static boolean isScalarForm(Expression.Call call) {
        return call.arguments().size() > 1
                && ScalarFunctions.named(call.function().text()).isPresent();
    }

    private Scalar call(Expression.Call call) {
        String name = call.function().text();
        Optional<Variable> variable = scope.find(name);
        if (variable.isPresent() && variable.get() instanceof Variable.OfFunction function) {
            return tables.callScalar(function, call, this);
        }
        if (AggregateFunctions.named(name).isPresent() && !isScalarForm(call)) {
            if (aggregates == null) {
                throw new KqlException(
                        Code.WRONG_TYPE, "'" + name + "' is an aggregate: it belongs after 'summarize'", call.span());
            }
            return aggregates.collect(call, new ScalarBinder(session, scope, row, tables));
        }
        if (WindowFunctions.named(name).isPresent()) {
            WindowCalls windows =
                    row.windows().filter(w -> aggregates == null).orElseThrow(() -> WindowCalls.unsettled(call));
            return windows.bind(call, this);
        }
        if (aggregates != null && UnsupportedFunctions.names().contains(name)) {
            throw unsupported(name + "()", call.function().span());
        }
        return new FunctionCalls(this).bind(call);
    }
}
