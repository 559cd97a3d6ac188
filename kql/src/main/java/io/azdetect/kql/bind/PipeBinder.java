package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.syntax.Operator;
import java.util.List;

/** One tabular operator after another: the plan of each over the plan of those before it. */
final class PipeBinder {
    private PipeBinder() {}

    static Plan bind(List<Operator> operators, Plan input, TabularBinder tables) {
        Plan plan = input;
        for (Operator operator : operators) {
            Plan before = plan;
            plan = leavesColumns(operator)
                    ? tables.session()
                            .problems
                            .attempt(() -> bind(operator, before, tables))
                            .orElse(before)
                    : bind(operator, before, tables);
        }
        return plan;
    }

    /** Whether what comes behind an operator means the same without it. */
    private static boolean leavesColumns(Operator operator) {
        return operator instanceof Operator.Where
                || operator instanceof Operator.Sort
                || operator instanceof Operator.Top
                || operator instanceof Operator.Take;
    }

    /** One operator, over the window functions in it. */
    static Plan bind(Operator operator, Plan input, TabularBinder tables) {
        WindowCalls windows = new WindowCalls(input);
        return windows.under(operator.accept(new OperatorBinder(tables, windows, input)));
    }

    /** The operators of a subquery; what they name, nobody else sees. */
    static Plan subquery(List<Operator> operators, Plan input, TabularBinder tables) {
        return bind(
                operators,
                input,
                new TabularBinder(tables.session(), tables.scope().nested()));
    }
}
