package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;

/**
 * {@code in}, {@code has_any} and their relatives over the first column of a table.
 *
 * <p>A dynamic column gives its scalars, and each array in it the values inside, at any depth: the page of {@code in} says
 * that nested arrays are flattened into a single list of values.
 */
final class TableMembership {
    private final String operator;
    private final Scalar value;
    private final Plan table;
    private final Column first;
    private final Span span;

    private TableMembership(Expression.Membership membership, Scalar value, Plan table) {
        this.operator = membership.operator().symbol();
        this.value = value;
        this.table = table;
        this.first = table.columns().get(0);
        this.span = membership.span();
    }

    static Scalar bind(Expression.Membership membership, Scalar value, Plan table) {
        TableMembership bound = new TableMembership(membership, value, table);
        return bound.first.type() == KqlType.DYNAMIC ? bound.inDynamic() : bound.inTyped();
    }

    private Scalar inTyped() {
        KqlType type = value.type() == KqlType.DYNAMIC
                ? first.type()
                : Conversions.common(value.type(), first.type()).orElseThrow(this::mismatch);
        Scalar column = Conversions.to(type, new Scalar.ColumnReference(first), span);
        Plan items = new Plan.Project(table, List.of(new Plan.Assignment(new Column(first.name(), type), column)));
        return new Scalar.MemberOf(operator, Conversions.to(type, value, span), items, span);
    }

    private Scalar inDynamic() {
        boolean textual = operator.startsWith("has_") || operator.endsWith("~");
        if (textual && value.type() != KqlType.STRING && value.type() != KqlType.DYNAMIC) {
            throw mismatch();
        }
        if (textual || value.type() == KqlType.STRING) {
            // Among texts a number has no equal, but it has a text that a term can be.
            String kind = operator.startsWith("has_") ? "@leaves" : "@leaves, texts";
            return new Scalar.MemberOf(operator, Conversions.to(KqlType.STRING, value, span), leaves(kind), span);
        }
        // Values of other types are equal where their canonical JSON is: 1 and 1.0 are, "1" is another.
        Plan leaves = leaves("@leaves, canonical");
        return new Scalar.MemberOf(operator, PlanParts.call("@canonical", KqlType.STRING, span, value), leaves, span);
    }

    /** A row for each value in the table's column, as a text. */
    private Plan leaves(String function) {
        Scalar array = PlanParts.call(function, KqlType.DYNAMIC, span, new Scalar.ColumnReference(first));
        Plan arrays = new Plan.Project(table, List.of(PlanParts.computed(first.name(), array)));
        Column leaf = new Column(first.name(), KqlType.STRING);
        Plan.Expansion expansion = new Plan.Expansion(
                leaf, new Scalar.ColumnReference(arrays.columns().get(0)));
        return new Plan.MvExpand(arrays, List.of(expansion), Optional.empty(), false, ExpandBinder.LIMIT);
    }

    private KqlException mismatch() {
        return new KqlException(
                Code.WRONG_TYPE,
                "'" + operator + "' looks for a " + value.type().kustoName() + " in a column of "
                        + first.type().kustoName(),
                span);
    }
}
