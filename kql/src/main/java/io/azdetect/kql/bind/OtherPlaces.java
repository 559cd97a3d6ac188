package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Place;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables and functions of another database: {@code workspace("x").T}, {@code cluster("c").database("d").f(1)}. */
final class OtherPlaces {
    private final TabularBinder tables;

    OtherPlaces(TabularBinder tables) {
        this.tables = tables;
    }

    /** Whether an expression is a chain that begins with a place. */
    static boolean begins(Expression expression) {
        Expression root = expression;
        while (true) {
            if (root instanceof Expression.Member member) {
                root = member.target();
            } else if (root instanceof Expression.QualifiedCall qualified) {
                root = qualified.target();
            } else if (root instanceof Expression.Index index) {
                root = index.target();
            } else {
                return root instanceof Expression.Call call
                        && (Place.FUNCTIONS.contains(call.function().text())
                                || isOfService(call.function().text()));
            }
        }
    }

    private static boolean isOfService(String function) {
        return function.equals("external_table") || function.equals("materialized_view");
    }

    Plan bind(Expression expression) {
        if (expression instanceof Expression.Member member) {
            return tables(member.target()).bind(new Expression.NameReference(member.name()));
        }
        if (expression instanceof Expression.Index index
                && tables.scalars(Row.NONE).bind(index.index()) instanceof Scalar.Constant constant
                && constant.value() instanceof String name) {
            return tables(index.target())
                    .bind(new Expression.NameReference(
                            new Name(name, index.index().span())));
        }
        if (expression instanceof Expression.QualifiedCall qualified
                && placeOf(expression).isEmpty()) {
            return tables(qualified.target()).callFrom(qualified.call(), tables);
        }
        if (expression instanceof Expression.Call call
                && isOfService(call.function().text())) {
            throw ScalarBinder.unsupported(call.function() + "()", call.span());
        }
        throw new KqlException(
                Code.WRONG_TYPE,
                "this is a place; a table of it is needed, such as "
                        + placeOf(expression).orElseThrow() + ".T",
                expression.span());
    }

    /**
     * A binder for the tables and stored functions of the place that an expression names.
     *
     * @throws KqlException if it names no place, or one that nothing is known of here
     */
    TabularBinder tables(Expression expression) {
        Place place = placeOf(expression)
                .orElseThrow(() -> new KqlException(
                        Code.WRONG_TYPE, "a table has no members; is this a place?", expression.span()));
        Home home = tables.scope()
                .home()
                .at(place)
                .orElseThrow(() -> unknown(place, tables.scope().home(), expression.span()));
        return new TabularBinder(tables.session(), Scope.of(home));
    }

    private static KqlException unknown(Place place, Home home, Span span) {
        List<String> known =
                home.schema().places().stream().map(Place::toString).toList();
        return new KqlException(
                Code.UNSUPPORTED,
                place + " is another place, and nothing says which workspace here has its logs: map it with --map '"
                        + place + "=DIR', or with a line in the workspace's file 'places'"
                        + Suggestion.didYouMean(place.toString(), known),
                span);
    }

    private Optional<Place> placeOf(Expression expression) {
        List<Place.Call> calls = new ArrayList<>();
        if (expression instanceof Expression.QualifiedCall qualified
                && qualified.call().function().text().equals("database")
                && qualified.target() instanceof Expression.Call cluster
                && cluster.function().text().equals("cluster")) {
            calls.add(call(cluster));
            calls.add(call(qualified.call()));
        } else if (expression instanceof Expression.Call call
                && Place.FUNCTIONS.contains(call.function().text())) {
            calls.add(call(call));
        }
        return calls.isEmpty() ? Optional.empty() : Optional.of(new Place(calls));
    }

    private Place.Call call(Expression.Call call) {
        if (call.arguments().size() != 1) {
            throw new KqlException(Code.BAD_ARGUMENTS, "'" + call.function() + "' takes one name", call.span());
        }
        return new Place.Call(call.function().text(), tables.constantName(call).text());
    }
}
