package io.azdetect.kql.syntax;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;

/** A scalar or tabular expression as written; which of the two it is, binding finds out. */
public sealed interface Expression {
    Span span();

    /** A literal; {@code value} has the Java form that {@link KqlType} names, or is null for a typed null. */
    record Literal(KqlType type, Object value, Span span) implements Expression {}

    /** A column, variable, table or view, by name. */
    record NameReference(Name name) implements Expression {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /** A name with {@code *} in it, where a list of columns or tables may be meant; {@code *} alone is every one. */
    record NamePattern(String pattern, Span span) implements Expression {}

    /** {@code name(arguments)}: a scalar, aggregate or tabular function. */
    record Call(Name function, List<Argument> arguments, Span span) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** An argument, with the name when written {@code name = value}. */
    record Argument(Optional<Name> name, Expression value) {}

    /** {@code -x} or {@code +x}. */
    record Unary(char operator, Expression operand, Span span) implements Expression {}

    /** A binary operator, {@code and} and {@code or} included. */
    record Binary(BinaryOperator operator, Expression left, Expression right, Span span) implements Expression {
        public Binary {
            requireNonNull(operator, "operator");
            requireNonNull(left, "left");
            requireNonNull(right, "right");
        }
    }

    /** {@code left in (items)} and its relatives; an item may be a table of one column or a dynamic array. */
    record Membership(MembershipOperator operator, Expression left, List<Expression> items, Span span)
            implements Expression {
        public Membership {
            items = List.copyOf(items);
        }
    }

    /** {@code * == value}, {@code * has value} and the like: whether any column is so. */
    record AnyColumn(BinaryOperator operator, Expression value, Span span) implements Expression {
        public AnyColumn {
            requireNonNull(operator, "operator");
            requireNonNull(value, "value");
        }
    }

    /** {@code column:"text"}: as {@code has}, in {@code search} with its wildcards. */
    record TermMatch(Expression target, Expression term, Span span) implements Expression {}

    /** {@code target.function(arguments)}: a function of another database. */
    record QualifiedCall(Expression target, Call call, Span span) implements Expression {}

    /** {@code database("d").T*}: the tables of another database whose names are like a pattern. */
    record QualifiedPattern(Expression target, NamePattern pattern, Span span) implements Expression {}

    /** {@code externaldata(columns) [addresses] with (properties)}. */
    record ExternalData(
            List<Statement.ColumnDeclaration> columns,
            List<Expression> addresses,
            List<Operator.Property> properties,
            Span span)
            implements Expression {
        public ExternalData {
            columns = List.copyOf(columns);
            addresses = List.copyOf(addresses);
            properties = List.copyOf(properties);
        }
    }

    /** {@code value [!]between (low .. high)}, both ends included. */
    record Between(Expression value, boolean negated, Expression low, Expression high, Span span)
            implements Expression {}

    /** {@code target.name}. */
    record Member(Expression target, Name name, Span span) implements Expression {}

    /** {@code target[index]}. */
    record Index(Expression target, Expression index, Span span) implements Expression {}

    /** {@code source | operator | …}, with at least one operator. */
    record Pipe(Expression source, List<Operator> operators, Span span) implements Expression {
        public Pipe {
            operators = List.copyOf(operators);
        }
    }

    /** {@code datatable(columns) [values]}. */
    record Datatable(List<Statement.ColumnDeclaration> columns, List<Expression> values, Span span)
            implements Expression {
        public Datatable {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }
    }

    /** {@code print values}. */
    record Print(List<NamedExpression> values, Span span) implements Expression {
        public Print {
            values = List.copyOf(values);
        }
    }

    /** {@code range column from a to b step c}. */
    record Range(Name column, Expression from, Expression to, Expression step, Span span) implements Expression {}

    /** An operator that may begin a query, such as {@code union A, B}, without its piped input. */
    record Leading(Operator operator) implements Expression {
        @Override
        public Span span() {
            return operator.span();
        }
    }

    /** {@code typeof(type)}, which some functions take as an argument. */
    record TypeOf(KqlType type, Span span) implements Expression {}

    /** A function or source that the parser knows by name and that nothing runs yet. */
    record Unsupported(String construct, Span span) implements Expression {}

    /**
     * {@code [names =] expression} in a list of columns.
     *
     * @param names empty without a name; more than one for {@code (a, b) = f(x)}
     */
    record NamedExpression(List<Name> names, Expression expression) {
        public NamedExpression {
            names = List.copyOf(names);
        }

        public Optional<Name> name() {
            return names.isEmpty() ? Optional.empty() : Optional.of(names.get(0));
        }
    }

    /** Binary operators, each with its spelling in KQL. */
    enum BinaryOperator {
        OR("or"),
        AND("and"),
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_EQUAL("<="),
        GREATER(">"),
        GREATER_EQUAL(">="),
        EQUAL_IGNORE_CASE("=~"),
        NOT_EQUAL_IGNORE_CASE("!~"),
        HAS("has"),
        NOT_HAS("!has"),
        HAS_CS("has_cs"),
        NOT_HAS_CS("!has_cs"),
        HAS_PREFIX("hasprefix"),
        NOT_HAS_PREFIX("!hasprefix"),
        HAS_PREFIX_CS("hasprefix_cs"),
        NOT_HAS_PREFIX_CS("!hasprefix_cs"),
        HAS_SUFFIX("hassuffix"),
        NOT_HAS_SUFFIX("!hassuffix"),
        HAS_SUFFIX_CS("hassuffix_cs"),
        NOT_HAS_SUFFIX_CS("!hassuffix_cs"),
        CONTAINS("contains"),
        NOT_CONTAINS("!contains"),
        CONTAINS_CS("contains_cs"),
        NOT_CONTAINS_CS("!contains_cs"),
        STARTS_WITH("startswith"),
        NOT_STARTS_WITH("!startswith"),
        STARTS_WITH_CS("startswith_cs"),
        NOT_STARTS_WITH_CS("!startswith_cs"),
        ENDS_WITH("endswith"),
        NOT_ENDS_WITH("!endswith"),
        ENDS_WITH_CS("endswith_cs"),
        NOT_ENDS_WITH_CS("!endswith_cs"),
        MATCHES_REGEX("matches regex"),
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        MODULO("%");

        private final String symbol;

        BinaryOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** Operators that take a list on their right side. */
    enum MembershipOperator {
        IN("in"),
        NOT_IN("!in"),
        IN_IGNORE_CASE("in~"),
        NOT_IN_IGNORE_CASE("!in~"),
        HAS_ANY("has_any"),
        HAS_ALL("has_all");

        private final String symbol;

        MembershipOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }
}
