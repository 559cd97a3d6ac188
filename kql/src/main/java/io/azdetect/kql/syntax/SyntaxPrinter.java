package io.azdetect.kql.syntax;

import io.azdetect.kql.syntax.Expression.Argument;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.RealText;
import io.azdetect.kql.type.TimespanText;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows a syntax tree as nested lists, operator first: {@code T | where a > 1 | take 5} is {@code (pipe T (where (> a 1))
 * (take 5))}. For people: to explain a query, and to read in tests.
 */
public final class SyntaxPrinter {
    private SyntaxPrinter() {}

    /** One line for each statement. */
    public static String print(Script script) {
        return script.statements().stream().map(SyntaxPrinter::print).collect(Collectors.joining("\n"));
    }

    /** One statement. */
    public static String print(Statement statement) {
        if (statement instanceof Statement.Query query) {
            return print(query.expression());
        }
        if (statement instanceof Statement.Let let) {
            return list("let", name(let.name()), print(let.value()));
        }
        if (statement instanceof Statement.Set set) {
            return list(
                    "set",
                    name(set.option()),
                    set.value().map(SyntaxPrinter::print).orElse(""));
        }
        if (statement instanceof Statement.DeclareParameters declare) {
            return list("declare", parameters(declare.parameters()));
        }
        if (statement instanceof Statement.DeclarePattern pattern) {
            return list(
                    "pattern",
                    name(pattern.name()),
                    parameters(pattern.parameters()),
                    pattern.path().map(path -> "[" + parameter(path) + "]").orElse(""),
                    each(pattern.cases(), SyntaxPrinter::patternCase));
        }
        Statement.LetFunction function = (Statement.LetFunction) statement;
        return list(
                "function",
                name(function.name()),
                function.view() ? "view" : "",
                parameters(function.parameters()),
                each(function.statements(), SyntaxPrinter::print),
                print(function.body()));
    }

    private static String patternCase(Statement.PatternCase one) {
        return list(
                "(" + each(one.arguments(), SyntaxPrinter::quoted) + ")",
                one.path().map(SyntaxPrinter::quoted).orElse(""),
                each(one.function().statements(), SyntaxPrinter::print),
                print(one.function().body()));
    }

    static String parameters(List<Statement.Parameter> parameters) {
        return "(" + each(parameters, SyntaxPrinter::parameter) + ")";
    }

    private static String parameter(Statement.Parameter parameter) {
        String type = parameter
                .type()
                .map(KqlType::kustoName)
                .orElseGet(() -> "(" + each(parameter.columns(), SyntaxPrinter::column) + ")");
        return name(parameter.name())
                + ":"
                + type
                + parameter.defaultValue().map(value -> "=" + print(value)).orElse("");
    }

    static String column(Statement.ColumnDeclaration column) {
        return name(column.name()) + ":" + column.type().kustoName();
    }

    /** An expression, a pipeline included. */
    public static String print(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal(literal);
        }
        if (expression instanceof Expression.NameReference reference) {
            return name(reference.name());
        }
        if (expression instanceof Expression.NamePattern pattern) {
            return pattern.pattern();
        }
        if (expression instanceof Expression.Call call) {
            return list("call", name(call.function()), each(call.arguments(), SyntaxPrinter::argument));
        }
        if (expression instanceof Expression.Unary unary) {
            return list(String.valueOf(unary.operator()), print(unary.operand()));
        }
        if (expression instanceof Expression.Binary binary) {
            return list(binary.operator().symbol(), print(binary.left()), print(binary.right()));
        }
        if (expression instanceof Expression.Membership in) {
            return list(in.operator().symbol(), print(in.left()), each(in.items(), SyntaxPrinter::print));
        }
        if (expression instanceof Expression.Between between) {
            return list(
                    between.negated() ? "!between" : "between",
                    print(between.value()),
                    print(between.low()),
                    print(between.high()));
        }
        if (expression instanceof Expression.Member member) {
            return list(".", print(member.target()), name(member.name()));
        }
        if (expression instanceof Expression.Index index) {
            return list("[]", print(index.target()), print(index.index()));
        }
        if (expression instanceof Expression.Pipe pipe) {
            return list("pipe", print(pipe.source()), each(pipe.operators(), SyntaxPrinter::print));
        }
        if (expression instanceof Expression.Datatable table) {
            return list(
                    "datatable",
                    "(" + each(table.columns(), SyntaxPrinter::column) + ")",
                    each(table.values(), SyntaxPrinter::print));
        }
        if (expression instanceof Expression.Print print) {
            return list("print", named(print.values()));
        }
        if (expression instanceof Expression.Range range) {
            return list("range", name(range.column()), print(range.from()), print(range.to()), print(range.step()));
        }
        if (expression instanceof Expression.Leading leading) {
            return print(leading.operator());
        }
        if (expression instanceof Expression.TypeOf typeOf) {
            return list("typeof", typeOf.type().kustoName());
        }
        return printRarer(expression);
    }

    private static String printRarer(Expression expression) {
        if (expression instanceof Expression.AnyColumn any) {
            return list(any.operator().symbol(), "*", print(any.value()));
        }
        if (expression instanceof Expression.TermMatch match) {
            return list(":", print(match.target()), print(match.term()));
        }
        if (expression instanceof Expression.QualifiedCall qualified) {
            return list(".", print(qualified.target()), print(qualified.call()));
        }
        if (expression instanceof Expression.QualifiedPattern qualified) {
            return list(".", print(qualified.target()), print(qualified.pattern()));
        }
        if (expression instanceof Expression.ExternalData external) {
            return list(
                    "externaldata",
                    "(" + each(external.columns(), SyntaxPrinter::column) + ")",
                    each(external.addresses(), SyntaxPrinter::print),
                    properties(external.properties()));
        }
        return list("unsupported", "'" + ((Expression.Unsupported) expression).construct() + "'");
    }

    private static String argument(Argument argument) {
        return argument.name().map(name -> name(name) + "=").orElse("") + print(argument.value());
    }

    private static String literal(Expression.Literal literal) {
        Object value = literal.value();
        String type = literal.type().kustoName();
        if (value == null) {
            return type + "(null)";
        }
        return switch (literal.type()) {
            case BOOL, LONG -> value.toString();
            case REAL -> Double.isFinite((double) value) ? RealText.format((double) value) : "real(" + value + ")";
            case STRING -> quoted((String) value);
            case DATETIME -> type + "(" + DatetimeText.format((long) value) + ")";
            case TIMESPAN -> type + "(" + TimespanText.format((long) value) + ")";
            case INT, DECIMAL, GUID, DYNAMIC -> type + "(" + value + ")";
        };
    }

    static String quoted(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "'";
    }

    /** A tabular operator. */
    public static String print(Operator operator) {
        return operator.accept(OperatorPrinter.INSTANCE);
    }

    static String properties(List<Operator.Property> properties) {
        return each(properties, property -> property.name() + "=" + quoted(property.value()));
    }

    static String named(List<NamedExpression> expressions) {
        return each(expressions, SyntaxPrinter::named);
    }

    static String named(NamedExpression expression) {
        String value = print(expression.expression());
        return switch (expression.names().size()) {
            case 0 -> value;
            case 1 -> list("=", name(expression.names().get(0)), value);
            default -> list("=", "(" + each(expression.names(), SyntaxPrinter::name) + ")", value);
        };
    }

    static String name(Name name) {
        return name.text().matches("[\\p{L}_$][\\p{L}\\p{Nd}_$]*") ? name.text() : "[" + quoted(name.text()) + "]";
    }

    static <T> String each(Collection<T> parts, Function<T, String> print) {
        return parts.stream().map(print).collect(Collectors.joining(" "));
    }

    static String list(String head, String... parts) {
        return "(" + words(Stream.concat(Stream.of(head), Stream.of(parts)).toArray(String[]::new)) + ")";
    }

    static String words(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }
}
