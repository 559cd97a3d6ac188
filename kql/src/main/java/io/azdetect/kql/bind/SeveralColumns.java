package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.function.Signature;
import io.azdetect.kql.function.Signature.ResultColumn;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that an item of {@code extend}, {@code project}, {@code print}, {@code summarize} or {@code distinct} stands
 * for: one, or several where the item is a call of a function that {@link Signature} declares with several.
 */
final class SeveralColumns {
    private SeveralColumns() {}

    /**
     * A column to be.
     *
     * @param given the name that the query gives it
     * @param own the name that it has of itself
     * @param oneOfSeveral whether it comes of a function of several columns: its own name then makes way for a column that
     *     is there, where another's replaces it
     */
    record Item(Optional<Name> given, Optional<String> own, boolean oneOfSeveral, Scalar value) {}

    /** Binds an item; what is not a call of a function of several columns is one column. */
    static List<Item> of(NamedExpression item, ScalarBinder binder) {
        if (!(item.expression() instanceof Expression.Call call) || !givesSeveral(call, binder)) {
            if (item.names().size() > 1) {
                throw tooManyNames(item, 1);
            }
            Scalar value = binder.bind(item.expression());
            return List.of(new Item(item.name(), ColumnNames.of(item.expression()), false, value));
        }
        FunctionCalls.Match match = new FunctionCalls(binder).match(call);
        List<ResultColumn> columns = columns(match, call);
        if (item.names().size() > columns.size()) {
            throw tooManyNames(item, columns.size());
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Optional<Name> given =
                    i < item.names().size() ? Optional.of(item.names().get(i)) : Optional.empty();
            items.add(
                    new Item(given, Optional.of(name(call, columns.get(i), i)), true, value(match, call, columns, i)));
        }
        return items;
    }

    /** {@code f(x)[1]}, which is a column where f gives several; empty for every other {@code [ ]}. */
    static Optional<Scalar> column(Expression.Index index, ScalarBinder binder) {
        if (!(index.target() instanceof Expression.Call call) || !givesSeveral(call, binder)) {
            return Optional.empty();
        }
        FunctionCalls.Match match = new FunctionCalls(binder).match(call);
        List<ResultColumn> columns = columns(match, call);
        if (columns.size() == 1) {
            // Kusto does not say whether this is an element of the array or the array as the function's only column.
            throw new KqlException(
                    Code.UNSUPPORTED,
                    "[ ] right behind " + call.function() + "() may mean the column or its element; name the column"
                            + " first, as in extend x = " + call.function() + "(…), then write x[…]",
                    index.span());
        }
        if (!(binder.bind(index.index()) instanceof Scalar.Constant constant
                && constant.value() instanceof Long place
                && place >= 0
                && place < columns.size())) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    call.function() + "() gives " + columns.size() + " columns; a constant from 0 to "
                            + (columns.size() - 1) + " is needed in [ ]",
                    index.span());
        }
        return Optional.of(value(match, call, columns, place.intValue()));
    }

    /** The value of a call that stands where one value is needed. */
    static Scalar onlyValue(FunctionCalls.Match match, Expression.Call call) {
        List<ResultColumn> columns = columns(match, call);
        if (columns.size() != 1) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    "'" + call.function() + "' gives " + columns.size() + " columns: name them, as in extend (a, b) = "
                            + call.function() + "(…), or take one of them, as in " + call.function() + "(…)[0]",
                    call.span());
        }
        return value(match, call, columns, 0);
    }

    private static boolean givesSeveral(Expression.Call call, ScalarBinder binder) {
        String function = call.function().text();
        return binder.scope().find(function).isEmpty()
                && ScalarFunctions.named(function)
                        .filter(f -> f.signatures().stream()
                                .anyMatch(s -> !s.columns().isEmpty()))
                        .isPresent();
    }

    private static List<ResultColumn> columns(FunctionCalls.Match match, Expression.Call call) {
        List<ResultColumn> declared = match.signature().columns();
        if (!declared.get(0).repeated()) {
            return declared;
        }
        List<ResultColumn> columns = new ArrayList<>();
        match.signature().match(call.arguments().size()).orElseThrow().stream()
                .filter(Signature.Parameter::repeated)
                .forEach(p -> columns.add(declared.get(0)));
        return columns;
    }

    private static String name(Expression.Call call, ResultColumn column, int place) {
        if (column.repeated()) {
            return ColumnNames.of(call.arguments().get(place).value()).orElse("array" + place) + "_" + column.name();
        }
        return call.function() + "_" + ColumnNames.firstArgument(call).orElse("") + "_" + column.name();
    }

    private static Scalar value(
            FunctionCalls.Match match, Expression.Call call, List<ResultColumn> columns, int place) {
        Span span = call.span();
        Scalar all = new Scalar.Call(call.function().text(), match.arguments(), KqlType.DYNAMIC, span);
        Scalar one = new Scalar.Call(
                "[]", List.of(all, new Scalar.Constant(KqlType.LONG, (long) place)), KqlType.DYNAMIC, span);
        return Conversions.to(columns.get(place).type(), one, span);
    }

    private static KqlException tooManyNames(NamedExpression item, int columns) {
        return new KqlException(
                Code.BAD_ARGUMENTS,
                "this gives " + (columns == 1 ? "one column" : columns + " columns") + ", and "
                        + item.names().size() + " are named",
                item.expression().span());
    }
}
