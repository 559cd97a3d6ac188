package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.function.OlderNames;
import io.azdetect.kql.function.ParameterKind;
import io.azdetect.kql.function.ScalarFunction;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.function.Signature;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls of scalar functions: those that mean something while binding, then those that the declarations describe. */
final class FunctionCalls {
    /** Kusto's second names, brought to one, so that an engine knows each function once. */
    private static final Map<String, String> CANONICAL = Map.of(
            "todouble", "toreal",
            "toboolean", "tobool",
            "todynamic", "parse_json",
            "iif", "iff",
            "floor", "bin",
            "pack", "bag_pack");

    private final ScalarBinder binder;

    FunctionCalls(ScalarBinder binder) {
        this.binder = binder;
    }

    Scalar bind(Expression.Call call) {
        return switch (call.function().text()) {
            case "now" -> clock(call, "+");
            case "ago" -> clock(call, "-");
            case "toscalar" -> toScalar(call);
            case "column_ifexists", "columnifexists" -> columnIfExists(call);
            case "iscolumnexists" ->
                new Scalar.Constant(KqlType.BOOL, column(call).isPresent());
            case "pack_all" -> packAll(call);
            case "pack_array" -> packArray(call);
            case "bag_pack_columns" -> packColumns(call);
            default -> new ContextFunctions(binder).bind(call).orElseGet(() -> declared(call));
        };
    }

    private Scalar clock(Expression.Call call, String direction) {
        List<Scalar> arguments = arguments(call);
        Match.of(call.function().text(), function(call).signatures(), arguments, call);
        Scalar now = binder.session().now(call.span());
        if (arguments.isEmpty()) {
            return now;
        }
        return Folding.fold(direction, List.of(now, arguments.get(0)), KqlType.DATETIME)
                .orElseGet(() ->
                        new Scalar.Call(direction, List.of(now, arguments.get(0)), KqlType.DATETIME, call.span()));
    }

    private Scalar toScalar(Expression.Call call) {
        Expression argument = only(call);
        if (!binder.tables().isTabular(argument, Row.NONE)) {
            return binder.bind(argument);
        }
        var plan = binder.tables().bind(argument);
        return new Scalar.Subquery(plan, plan.columns().get(0).type());
    }

    private Scalar columnIfExists(Expression.Call call) {
        if (call.arguments().size() != 2) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS, "column_ifexists takes a column's name and a default", call.span());
        }
        return column(call)
                .<Scalar>map(c -> new Scalar.ColumnReference(c))
                .orElseGet(() -> binder.bind(call.arguments().get(1).value()));
    }

    private Optional<Column> column(Expression.Call call) {
        if (!call.arguments().isEmpty()
                && binder.bind(call.arguments().get(0).value()) instanceof Scalar.Constant constant
                && constant.value() instanceof String name) {
            return binder.row().column(name);
        }
        throw new KqlException(
                Code.NOT_CONSTANT, call.function() + " needs a column's name as a constant string", call.span());
    }

    private Scalar packAll(Expression.Call call) {
        Scalar all = pack(binder.row().columns(), call.span());
        if (call.arguments().isEmpty()) {
            return all;
        }
        if (!(binder.bind(only(call)) instanceof Scalar.Constant constant
                && constant.value() instanceof Boolean withoutEmpty)) {
            throw new KqlException(Code.NOT_CONSTANT, "pack_all takes true or false", call.span());
        }
        return withoutEmpty ? new Scalar.Call("bag_without_empty", List.of(all), KqlType.DYNAMIC, call.span()) : all;
    }

    private Scalar packArray(Expression.Call call) {
        if (call.arguments().size() != 1
                || !SummarizeBinder.isStar(call.arguments().get(0).value())) {
            return declared(call);
        }
        List<Scalar> values = new ArrayList<>();
        binder.row().columns().forEach(column -> values.add(new Scalar.ColumnReference(column)));
        return new Scalar.Call("pack_array", values, KqlType.DYNAMIC, call.span());
    }

    private Scalar packColumns(Expression.Call call) {
        List<Column> columns = new ArrayList<>();
        for (Scalar argument : arguments(call)) {
            if (!(argument instanceof Scalar.ColumnReference reference)) {
                throw new KqlException(Code.BAD_ARGUMENTS, "bag_pack_columns takes columns", call.span());
            }
            columns.add(new Column(reference.name(), reference.type()));
        }
        return pack(columns, call.span());
    }

    private static Scalar pack(List<Column> columns, Span span) {
        List<Scalar> pairs = new ArrayList<>();
        for (Column column : columns) {
            pairs.add(new Scalar.Constant(KqlType.STRING, column.name()));
            pairs.add(new Scalar.ColumnReference(column));
        }
        return new Scalar.Call("bag_pack", pairs, KqlType.DYNAMIC, span);
    }

    /** The arguments of a call of a declared function, brought to one of its signatures. */
    Match match(Expression.Call call) {
        ScalarFunction function = function(call);
        return Match.of(function.name(), function.signatures(), arguments(call), call);
    }

    /** The call of a declared function with arguments that are bound already. */
    Scalar declared(String name, List<Scalar> arguments, Expression.Call call) {
        Match match = Match.of(name, ScalarFunctions.named(name).orElseThrow().signatures(), arguments, call);
        return new Scalar.Call(name, match.arguments(), match.result(), call.span());
    }

    private Scalar declared(Expression.Call call) {
        ScalarFunction function = function(call);
        List<Scalar> arguments = arguments(call);
        Match match = Match.of(function.name(), function.signatures(), arguments, call);
        List<Scalar> converted = match.arguments();
        String current = OlderNames.current(call.function().text());
        String name = CANONICAL.getOrDefault(current, current);
        if (name.equals("parse_json") && converted.get(0).type() == KqlType.DYNAMIC) {
            return converted.get(0);
        }
        if (name.equals("tohex") && arguments.get(0).type() == KqlType.INT) {
            converted = unsigned(converted, call.span());
        }
        if (isConversion(name)) {
            return Conversions.to(match.result(), converted.get(0), call.span());
        }
        Optional<Scalar> rewritten = FunctionForms.rewritten(name, match, call);
        if (rewritten.isPresent()) {
            return rewritten.get();
        }
        if (!match.signature().columns().isEmpty()) {
            return SeveralColumns.onlyValue(match, call);
        }
        return new Scalar.Call(name, converted, match.result(), call.span());
    }

    /** A negative int has eight hexadecimal digits, not the sixteen of the long that it became. */
    private static List<Scalar> unsigned(List<Scalar> arguments, Span span) {
        List<Scalar> changed = new ArrayList<>(arguments);
        Scalar mask = new Scalar.Constant(KqlType.LONG, 0xFFFF_FFFFL);
        changed.set(0, new Scalar.Call("binary_and", List.of(arguments.get(0), mask), KqlType.LONG, span));
        return changed;
    }

    private static boolean isConversion(String name) {
        return switch (name) {
            case "tostring", "tolong", "toint", "toreal", "todecimal", "tobool", "todatetime", "totimespan", "toguid" ->
                true;
            default -> false;
        };
    }

    /** The bound arguments; {@code typeof(x)} is a null constant of type x. */
    private List<Scalar> arguments(Expression.Call call) {
        List<Scalar> arguments = new ArrayList<>();
        binder.session().problems.each(call.arguments(), argument -> {
            // The parameters of case have no names, so what looks like one can only be a place.
            if (argument.name().isPresent() && !call.function().text().equals("case")) {
                throw new KqlException(
                        Code.BAD_ARGUMENTS,
                        "'" + call.function() + "' takes its arguments by place, not by name",
                        argument.name().get().span());
            }
            arguments.add(typeLiteral(argument.value()).orElseGet(() -> binder.bind(argument.value())));
        });
        return arguments;
    }

    /** A null constant of the type that {@code typeof(type)} names. */
    private static Optional<Scalar> typeLiteral(Expression expression) {
        return expression instanceof Expression.TypeOf typeOf
                ? Optional.of(new Scalar.Constant(typeOf.type(), typeOf.type() == KqlType.STRING ? "" : null))
                : Optional.empty();
    }

    private static ScalarFunction function(Expression.Call call) {
        String name = call.function().text();
        return ScalarFunctions.named(name).orElseThrow(() -> {
            if (UnsupportedFunctions.names().contains(name)) {
                return ScalarBinder.unsupported(name + "()", call.function().span());
            }
            List<String> names =
                    ScalarFunctions.all().stream().map(ScalarFunction::name).toList();
            return new KqlException(
                    Code.UNKNOWN_FUNCTION,
                    "no function is called '" + name + "'" + Suggestion.didYouMean(name, names),
                    call.function().span());
        });
    }

    private static Expression only(Expression.Call call) {
        if (call.arguments().size() != 1) {
            throw new KqlException(Code.BAD_ARGUMENTS, "'" + call.function() + "' takes one argument", call.span());
        }
        return call.arguments().get(0).value();
    }

    /** A signature that fits: the arguments brought to its parameters' types, and the type of the result. */
    record Match(Signature signature, List<Scalar> arguments, KqlType result) {
        static Match of(String name, List<Signature> signatures, List<Scalar> arguments, Expression.Call call) {
            String problem = null;
            for (Signature signature : signatures) {
                Optional<List<Signature.Parameter>> parameters = signature.match(arguments.size());
                if (parameters.isEmpty()) {
                    continue;
                }
                Optional<String> mismatch = mismatch(parameters.get(), arguments);
                if (mismatch.isEmpty()) {
                    return convert(signature, parameters.get(), arguments, call);
                }
                problem = mismatch.get();
            }
            String forms = String.join(
                    "\n  ", signatures.stream().map(Signature::toString).toList());
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "'" + name + "' "
                            + (problem == null ? "does not take " + arguments.size() + " arguments" : problem)
                            + "; it is called as\n  " + forms,
                    call.span());
        }

        private static Optional<String> mismatch(List<Signature.Parameter> parameters, List<Scalar> arguments) {
            for (int i = 0; i < parameters.size(); i++) {
                KqlType type = arguments.get(i).type();
                Signature.Parameter parameter = parameters.get(i);
                if (!accepts(parameter.kind(), type)) {
                    return Optional.of("needs a " + parameter.kind().text() + " as '" + parameter.name() + "', this is "
                            + type.kustoName());
                }
            }
            return Optional.empty();
        }

        private static boolean accepts(ParameterKind kind, KqlType type) {
            return switch (kind) {
                case BOOL, STRING, DATETIME, TIMESPAN, GUID, ARRAY, BAG, DYNAMIC ->
                    kind.type().orElseThrow() == type;
                case LONG -> type.isInteger();
                case REAL -> type.isNumeric() && type != KqlType.DECIMAL;
                case DECIMAL, NUMBER -> type.isNumeric();
                case STRING_OR_DYNAMIC, JSON -> type == KqlType.STRING || type == KqlType.DYNAMIC;
                case SUMMABLE -> type.isNumeric() || type == KqlType.TIMESPAN || type == KqlType.DATETIME;
                case ORDERABLE -> type != KqlType.GUID && type != KqlType.DYNAMIC;
                case NOT_DYNAMIC -> type != KqlType.DYNAMIC;
                case TEXT, SCALAR, COMMON, TYPE -> true;
            };
        }

        private static Match convert(
                Signature signature,
                List<Signature.Parameter> parameters,
                List<Scalar> arguments,
                Expression.Call call) {
            KqlType common = commonType(signature, parameters, arguments, call);
            List<Scalar> converted = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                Scalar argument = arguments.get(i);
                ParameterKind kind = parameters.get(i).kind();
                boolean numeric =
                        kind == ParameterKind.NUMBER && signature.result().equals("widest");
                KqlType wanted = numeric || kind == ParameterKind.COMMON
                        ? common
                        : kind.type().orElse(argument.type());
                converted.add(Conversions.to(wanted, argument, call.span()));
            }
            return new Match(signature, converted, result(signature, common, arguments));
        }

        private static KqlType result(Signature signature, KqlType common, List<Scalar> arguments) {
            return switch (signature.result()) {
                case "T", "widest" -> common;
                case "same" -> arguments.get(0).type();
                case "promoted" ->
                    arguments.get(0).type() == KqlType.INT
                            ? KqlType.LONG
                            : arguments.get(0).type();
                case "typeof" -> arguments.get(arguments.size() - 1).type();
                default ->
                    signature.columns().isEmpty() ? signature.fixedResult().orElseThrow() : KqlType.DYNAMIC;
            };
        }

        /** The type for the parameters of kind T, or for numbers with a widest result; null when there are none. */
        private static KqlType commonType(
                Signature signature,
                List<Signature.Parameter> parameters,
                List<Scalar> arguments,
                Expression.Call call) {
            boolean widest = signature.result().equals("widest");
            boolean choice = switch (signature.name()) {
                case "iff", "iif", "case" -> true;
                default -> false;
            };
            KqlType common = null;
            boolean dynamic = false;
            for (int i = 0; i < arguments.size(); i++) {
                ParameterKind kind = parameters.get(i).kind();
                if (kind != ParameterKind.COMMON && !(widest && kind == ParameterKind.NUMBER)) {
                    continue;
                }
                KqlType type = arguments.get(i).type();
                if (type == KqlType.DYNAMIC) {
                    dynamic = true;
                } else if (common == null) {
                    common = type;
                } else {
                    Optional<KqlType> both = Conversions.common(common, type);
                    if (both.isEmpty() && choice) {
                        return KqlType.DYNAMIC;
                    }
                    KqlType one = common;
                    common = both.orElseThrow(() -> new KqlException(
                            Code.WRONG_TYPE,
                            "'" + signature.name() + "' needs values of one type, these are " + one.kustoName()
                                    + " and " + type.kustoName(),
                            call.span()));
                }
            }
            if (dynamic && common != null && !choice) {
                throw new KqlException(
                        Code.WRONG_TYPE,
                        "'" + signature.name() + "' needs values of one type, these are dynamic and "
                                + common.kustoName() + "; convert the dynamic one",
                        call.span());
            }
            if (widest && common == KqlType.INT) {
                return KqlType.LONG;
            }
            return common == null && dynamic ? KqlType.DYNAMIC : common;
        }
    }
}
