package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.plan.ScanSteps.Declared;
import io.azdetect.kql.plan.ScanSteps.Step;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the expressions of a step of {@code scan} may name besides the row: {@code step.column}, of this step and those
 * before it.
 */
final class ScanState {
    private final Map<String, List<Column>> steps;
    private final Set<String> all;
    private final List<Declared> declared;

    /**
     * @param steps the columns that this step and those before it remember
     * @param all the names of all steps
     */
    ScanState(Map<String, List<Column>> steps, Set<String> all, List<Declared> declared) {
        this.steps = Map.copyOf(steps);
        this.all = all;
        this.declared = declared;
    }

    /** What {@code step.column} stands for; empty when the first name is no step's. */
    Optional<Scalar> remembered(Expression.Member member) {
        if (!(member.target() instanceof Expression.NameReference step)
                || !all.contains(step.name().text())) {
            return Optional.empty();
        }
        String name = step.name().text();
        List<Column> columns = steps.get(name);
        if (columns == null) {
            throw new KqlException(
                    Code.UNKNOWN_COLUMN,
                    "a step knows of itself and the steps before it, and '" + name + "' comes later",
                    member.span());
        }
        Name column = member.name();
        return Optional.of(columns.stream()
                .filter(c -> c.name().equals(column.text()))
                .findFirst()
                .map(c -> new Scalar.ColumnReference(Step.remembered(name, c.name()), c.type()))
                .orElseThrow(() -> new KqlException(
                        Code.UNKNOWN_COLUMN,
                        "step '" + name + "' has no column '" + column + "'"
                                + Suggestion.didYouMean(
                                        column.text(),
                                        columns.stream().map(Column::name).toList()),
                        column.span())));
    }

    /** Refuses a declared column without its step: what it holds before the step assigns it, Kusto does not document. */
    void refuse(Name name) {
        if (declared.stream().anyMatch(d -> d.column().name().equals(name.text()))) {
            throw new KqlException(
                    Code.UNSUPPORTED,
                    "'" + name + "' is what a step computes: say which one remembers it, as in "
                            + all.iterator().next() + "." + name,
                    name.span());
        }
    }
}
