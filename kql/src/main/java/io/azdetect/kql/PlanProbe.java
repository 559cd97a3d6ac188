package io.azdetect.kql;

import io.azdetect.kql.plan.Plan;
import java.util.List;

/**
 * Runs a small plan while a query is compiled.
 *
 * <p>Which columns {@code evaluate bag_unpack()} and {@code evaluate pivot()} return depends on their input. A compiler with
 * a probe looks at the input; one without needs the columns written in the query: {@code : (*, name: string)}.
 */
@FunctionalInterface
public interface PlanProbe {
    /**
     * The plan's rows, with values in the Java forms that {@link io.azdetect.kql.type.KqlType} names. The plan limits them
     * itself, to a few thousand at most.
     *
     * @throws KqlException if the plan fails, or reaches a limit
     */
    List<Object[]> rows(Plan plan);
}
