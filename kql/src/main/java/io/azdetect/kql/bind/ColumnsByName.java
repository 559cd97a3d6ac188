package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.type.KqlType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code project-by-names}: columns whose names are texts; those that no column has do not count. */
final class ColumnsByName {
    private ColumnsByName() {}

    static Plan project(Operator.ProjectByNames project, Plan input, ScalarBinder scalars) {
        Set<Column> columns = new LinkedHashSet<>();
        for (Expression specifier : project.specifiers()) {
            for (String name : names(specifier, scalars)) {
                var pattern = Patterns.compile(name);
                input.columns().stream()
                        .filter(column -> pattern.matcher(column.name()).matches())
                        .forEach(columns::add);
            }
        }
        if (columns.isEmpty()) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS, "none of these names is a column's; a table has columns", project.span());
        }
        return PlanParts.keep(input, List.copyOf(columns));
    }

    private static Iterable<String> names(Expression specifier, ScalarBinder scalars) {
        if (scalars.bind(specifier) instanceof Scalar.Constant constant && constant.value() instanceof String text) {
            if (constant.type() == KqlType.STRING) {
                return List.of(text);
            }
            if (constant.type() == KqlType.DYNAMIC) {
                return JsonStrings.of(text)
                        .orElseThrow(() -> new KqlException(
                                Code.BAD_ARGUMENTS, "an array of column names holds texts only", specifier.span()));
            }
        }
        throw new KqlException(
                Code.NOT_CONSTANT,
                "a column's name is a constant text here, or a constant array of texts: dynamic(['a', 'b*'])",
                specifier.span());
    }
}
