package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Expression.BinaryOperator;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Functions that mean something only while a query is bound: about its options, its tables, its own conditions. */
final class ContextFunctions {
    private final ScalarBinder binder;

    ContextFunctions(ScalarBinder binder) {
        this.binder = binder;
    }

    Optional<Scalar> bind(Expression.Call call) {
        return switch (call.function().text()) {
            case "around" -> Optional.of(around(call));
            case "assert" -> Optional.of(asserted(call));
            case "bin_auto" -> Optional.of(binAuto(call));
            case "column_names_of" -> Optional.of(columnNames(call));
            case "ingestion_time" -> Optional.of(ingestionTime(call));
            default -> Optional.empty();
        };
    }

    /** {@code between} the center less the delta and the center plus the delta. */
    private Scalar around(Expression.Call call) {
        List<Scalar> arguments = arguments(call, 3, "a value, a center and a delta");
        Scalar center = arguments.get(1);
        Scalar delta = arguments.get(2);
        return Operators.between(
                arguments.get(0),
                false,
                Operators.binary(BinaryOperator.SUBTRACT, center, delta, call.span()),
                Operators.binary(BinaryOperator.ADD, center, delta, call.span()),
                call.span());
    }

    /** True, or the end of the query: Kusto looks at the condition while it analyses, whatever the rows are. */
    private Scalar asserted(Expression.Call call) {
        List<Scalar> arguments = arguments(call, 2, "a condition and a message");
        Scalar condition = arguments.get(0);
        if (condition.type() != KqlType.BOOL
                || !(arguments.get(1) instanceof Scalar.Constant message)
                || !isConstant(condition)) {
            throw new KqlException(
                    Code.NOT_CONSTANT,
                    "assert takes a condition and a message that are constants, not of a row",
                    call.span());
        }
        Object holds = condition instanceof Scalar.Constant constant
                ? constant.value()
                : binder.session()
                        .probe(new Plan.Values(
                                List.of(new Column("condition", KqlType.BOOL)), List.of(List.of(condition))))
                        .orElseThrow(() -> ScalarBinder.unsupported("assert() of a computed condition", call.span()))
                        .get(0)[0];
        if (!Boolean.TRUE.equals(holds)) {
            throw new KqlException(
                    Code.RUNTIME, "assert() has failed with message: '" + message.value() + "'", call.span());
        }
        return new Scalar.Constant(KqlType.BOOL, true);
    }

    private static boolean isConstant(Scalar value) {
        return value instanceof Scalar.Constant
                || (value instanceof Scalar.Call call
                        && call.arguments().stream().allMatch(ContextFunctions::isConstant));
    }

    /** {@code bin} or {@code bin_at} with what {@code set query_bin_auto_size} and {@code query_bin_auto_at} say. */
    private Scalar binAuto(Expression.Call call) {
        Scalar value = arguments(call, 1, "a value").get(0);
        Scalar size = binder.session()
                .option("query_bin_auto_size")
                .orElseThrow(() -> new KqlException(
                        Code.BAD_ARGUMENTS,
                        "bin_auto needs the size of a bin: put set query_bin_auto_size=1h; before the query",
                        call.span()));
        return binder.session()
                .option("query_bin_auto_at")
                .map(at -> new FunctionCalls(binder).declared("bin_at", List.of(value, size, at), call))
                .orElseGet(() -> new FunctionCalls(binder).declared("bin", List.of(value, size), call));
    }

    /** When the row came into its table; null outside of a table, as its page says. */
    private Scalar ingestionTime(Expression.Call call) {
        arguments(call, 0, "nothing");
        Row row = binder.row();
        if (row == Row.NONE) {
            return new Scalar.Constant(KqlType.DATETIME, null);
        }
        return row.windows()
                .orElseThrow(() -> ScalarBinder.unsupported("ingestion_time() here", call.span()))
                .ingestionTime(call.span());
    }

    private Scalar columnNames(Expression.Call call) {
        if (call.arguments().size() != 1) {
            throw new KqlException(Code.BAD_ARGUMENTS, "column_names_of takes a table", call.span());
        }
        Plan table = binder.tables().bind(call.arguments().get(0).value());
        return new Scalar.Constant(
                KqlType.DYNAMIC,
                table.columns().stream()
                        .map(column ->
                                "\"" + column.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private List<Scalar> arguments(Expression.Call call, int count, String what) {
        if (call.arguments().size() != count) {
            throw new KqlException(Code.BAD_ARGUMENTS, call.function() + " takes " + what, call.span());
        }
        return call.arguments().stream().map(a -> binder.bind(a.value())).toList();
    }
}
