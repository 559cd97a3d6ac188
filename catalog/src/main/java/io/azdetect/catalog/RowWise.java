package io.azdetect.catalog;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Plan.Assignment;
import io.azdetect.kql.plan.PlanScalars;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans that make of each stored row some result rows, whatever the other rows are. Such a plan needs to run only once
 * over all time: which of its rows an evaluation sees follows from the time of the stored row that each came from.
 */
final class RowWise {
    /** The column that carries that time; no KQL name without brackets looks like it. */
    static final Column TIME = new Column("$time", KqlType.DATETIME);

    private static final String TIME_GENERATED = "TimeGenerated";

    /** Functions whose value depends on the rows around, or on chance. */
    private static final Set<String> NOT_OF_ONE_ROW =
            Set.of("rand", "new_guid", "row_number", "row_cumsum", "row_rank_dense", "row_rank_min", "prev", "next");

    private RowWise() {}

    static boolean is(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            return hasTime(scan);
        }
        if (plan instanceof Plan.Values values) {
            return values.rows().isEmpty();
        }
        if (plan instanceof Plan.Shared shared) {
            return is(shared.input());
        }
        return (plan instanceof Plan.Filter
                        || plan instanceof Plan.Project
                        || plan instanceof Plan.MvExpand
                        || plan instanceof Plan.Parse
                        || plan instanceof Plan.Union)
                && plan.inputs().stream().allMatch(RowWise::is)
                && PlanScalars.of(plan).allMatch(RowWise::isOfOneRow);
    }

    /** The same plan with {@link #TIME} behind its columns. */
    static Plan withTime(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            List<Column> columns = new ArrayList<>(scan.columns());
            Column time = scan.table().column(TIME_GENERATED).orElseThrow();
            if (!columns.contains(time)) {
                columns.add(time);
            }
            Plan wide = new Plan.Scan(scan.table(), columns);
            return project(wide, scan.columns(), new Assignment(TIME, reference(time)));
        }
        if (plan instanceof Plan.Values values) {
            return new Plan.Values(withTime(values.columns()), List.of());
        }
        if (plan instanceof Plan.Shared shared) {
            return withTime(shared.input());
        }
        if (plan instanceof Plan.Project project) {
            List<Assignment> assignments = new ArrayList<>(project.assignments());
            assignments.add(new Assignment(TIME, reference(TIME)));
            return new Plan.Project(withTime(project.input()), assignments);
        }
        List<Plan> inputs = plan.inputs().stream().map(RowWise::withTime).toList();
        Plan carried =
                plan instanceof Plan.Union ? new Plan.Union(inputs, withTime(plan.columns())) : plan.withInputs(inputs);
        return project(carried, plan.columns(), new Assignment(TIME, reference(TIME)));
    }

    private static List<Column> withTime(List<Column> columns) {
        List<Column> all = new ArrayList<>(columns);
        all.add(TIME);
        return all;
    }

    /** Those of a row-wise plan's columns that hold the time of the stored row. */
    static Set<String> timeColumns(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            return scan.columns().stream().anyMatch(c -> c.name().equals(TIME_GENERATED))
                    ? Set.of(TIME_GENERATED)
                    : Set.of();
        }
        if (plan instanceof Plan.Values values) {
            // It has no row whose column could hold anything else.
            return values.columns().stream()
                    .filter(c -> c.type() == KqlType.DATETIME)
                    .map(Column::name)
                    .collect(Collectors.toUnmodifiableSet());
        }
        Set<String> common = new HashSet<>(timeColumns(plan.inputs().get(0)));
        plan.inputs().forEach(input -> common.retainAll(timeColumns(input)));
        return timeColumns(plan, common);
    }

    /** Those of a plan's columns that hold the time of the stored row, where those of its inputs are known. */
    static Set<String> timeColumns(Plan plan, Set<String> ofInputs) {
        Set<String> common = new HashSet<>(ofInputs);
        if (plan instanceof Plan.Project project) {
            Set<String> renamed = new HashSet<>();
            for (Assignment assignment : project.assignments()) {
                if (assignment.value() instanceof Scalar.ColumnReference reference
                        && common.contains(reference.name())) {
                    renamed.add(assignment.column().name());
                }
            }
            return renamed;
        }
        if (plan instanceof Plan.MvExpand expand) {
            expand.expansions().forEach(e -> common.remove(e.column().name()));
        }
        if (plan instanceof Plan.Parse parse) {
            parse.captures().forEach(c -> common.remove(c.name()));
        }
        return common;
    }

    static boolean hasTime(Plan.Scan scan) {
        return scan.table()
                .column(TIME_GENERATED)
                .filter(c -> c.type() == KqlType.DATETIME)
                .isPresent();
    }

    static Scalar.ColumnReference reference(Column column) {
        return new Scalar.ColumnReference(column.name(), column.type());
    }

    /** Only these columns of the plan, and one more. */
    static Plan project(Plan plan, List<Column> columns, Assignment more) {
        List<Assignment> assignments = new ArrayList<>();
        columns.forEach(c -> assignments.add(new Assignment(c, reference(c))));
        assignments.add(more);
        return new Plan.Project(plan, assignments);
    }

    /** Whether a function's value depends on its arguments alone. */
    static boolean isOfOneRow(String function) {
        return !NOT_OF_ONE_ROW.contains(function);
    }

    private static boolean isOfOneRow(Scalar scalar) {
        if (scalar instanceof Scalar.Call call) {
            return isOfOneRow(call.function()) && call.arguments().stream().allMatch(RowWise::isOfOneRow);
        }
        return scalar instanceof Scalar.Constant || scalar instanceof Scalar.ColumnReference;
    }
}
