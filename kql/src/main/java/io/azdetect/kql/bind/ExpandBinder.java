package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code mv-expand}, and what {@code mv-apply} has of it. */
final class ExpandBinder {
    /** The most rows that one row becomes when the query does not say (Kusto's default). */
    /** The rows that one row gives at most where the query sets no limit. */
    static final long LIMIT = 2_147_483_647L;

    private final TabularBinder tables;
    private final Plan input;

    ExpandBinder(TabularBinder tables, Plan input) {
        this.tables = tables;
        this.input = input;
    }

    Plan.MvExpand bind(Operator.MvExpand expand) {
        Map<String, String> parameters = expand.parameters();
        String bags = parameters.getOrDefault("bagexpansion", parameters.getOrDefault("kind", "bag"));
        return new Plan.MvExpand(
                input,
                expansions(expand.columns(), "mv-expand"),
                itemIndex(parameters),
                bags.equals("array"),
                limit(expand.limit()));
    }

    static Optional<Column> itemIndex(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("with_itemindex")).map(name -> new Column(name, KqlType.LONG));
    }

    List<Plan.Expansion> expansions(List<Operator.Expansion> items, String operator) {
        ScalarBinder row = tables.scalars(new Row(input.columns()));
        ColumnNames names = new ColumnNames();
        input.columns().forEach(c -> names.take(c.name()));
        List<Plan.Expansion> expansions = new ArrayList<>();
        for (Operator.Expansion item : items) {
            Scalar source = row.bind(item.expression().expression());
            if (source.type() != KqlType.DYNAMIC) {
                throw new KqlException(
                        Code.WRONG_TYPE,
                        operator + " takes a dynamic array or bag, this is "
                                + source.type().kustoName()
                                + (source.type() == KqlType.STRING ? "; parse_json() makes one of it" : ""),
                        item.expression().expression().span());
            }
            String name = item.expression()
                    .name()
                    .map(Name::text)
                    .or(() -> ColumnNames.of(item.expression().expression()))
                    .orElseGet(() -> names.numbered(tables.session(), input.columns()));
            expansions.add(new Plan.Expansion(new Column(name, item.type().orElse(KqlType.DYNAMIC)), source));
        }
        return expansions;
    }

    long limit(Optional<Expression> limit) {
        return limit.map(this::constant).orElse(LIMIT);
    }

    private long constant(Expression expression) {
        if (tables.rowCount(expression) instanceof Scalar.Constant constant && constant.value() instanceof Long limit) {
            return limit;
        }
        throw new KqlException(Code.NOT_CONSTANT, "the limit has to be a constant", expression.span());
    }
}
