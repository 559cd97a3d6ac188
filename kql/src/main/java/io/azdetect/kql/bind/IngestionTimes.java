package io.azdetect.kql.bind;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code ingestion_time()}: when a table's row came, from the table's hidden column.
 *
 * <p>The column is fetched through what leaves rows as they are: filters, sorting, {@code extend}, {@code union}. Rows that
 * are no table's have null, as the page says; what becomes of the column elsewhere, behind {@code project} or {@code join},
 * it does not say.
 */
final class IngestionTimes {
    /** The hidden column in a plan; a query can name a column {@code $IngestionTime}, but not this one. */
    static final Column COLUMN = new Column("$ingested", KqlType.DATETIME);

    private final Span call;

    private IngestionTimes(Span call) {
        this.call = call;
    }

    /**
     * The plan's rows with one more column, behind the others.
     *
     * @param call where the function is called
     * @throws io.azdetect.kql.KqlException if it is not known which of the plan's rows came when
     */
    static Plan added(Plan plan, Span call) {
        return new IngestionTimes(call).of(plan);
    }

    private Plan of(Plan plan) {
        if (plan instanceof Plan.Scan scan) {
            return ofScan(scan);
        }
        if (plan instanceof Plan.Filter
                || plan instanceof Plan.Sort
                || plan instanceof Plan.Limit
                || plan instanceof Plan.Serialize) {
            return plan.withInputs(List.of(of(plan.inputs().get(0))));
        }
        if (plan instanceof Plan.Values || plan instanceof Plan.Range) {
            return PlanParts.extend(plan, COLUMN.name(), new Scalar.Constant(KqlType.DATETIME, null));
        }
        if (plan instanceof Plan.Project project && keepsColumns(project)) {
            return withColumn(project);
        }
        if (plan instanceof Plan.Union union) {
            List<Plan> inputs = new ArrayList<>();
            // Each input is the union's own renaming of a table's columns.
            union.inputs().forEach(input -> inputs.add(withColumn((Plan.Project) input)));
            return new Plan.Union(inputs, PlanParts.joined(union.columns(), List.of(COLUMN)));
        }
        throw ScalarBinder.unsupported("ingestion_time() behind an operator that makes other rows or columns", call);
    }

    private static Plan ofScan(Plan.Scan scan) {
        List<Column> columns = PlanParts.joined(scan.columns(), List.of(TableSchema.INGESTION_TIME));
        Plan whole = new Plan.Scan(new TableSchema(scan.table().name(), columns), columns);
        List<Plan.Assignment> assignments = new ArrayList<>();
        scan.columns().forEach(c -> assignments.add(Plan.Assignment.same(c)));
        assignments.add(PlanParts.renamed(TableSchema.INGESTION_TIME, COLUMN.name()));
        return new Plan.Project(whole, assignments);
    }

    private Plan withColumn(Plan.Project project) {
        // An operator before that asked for the column took it away from its result again.
        boolean fetched = project.input().columns().contains(COLUMN);
        return new Plan.Project(
                fetched ? project.input() : of(project.input()),
                PlanParts.joined(project.assignments(), List.of(Plan.Assignment.same(COLUMN))));
    }

    /** Whether the columns of the input are still there, as behind {@code extend}. */
    private static boolean keepsColumns(Plan.Project project) {
        Set<String> names = project.columns().stream().map(Column::name).collect(Collectors.toSet());
        return project.input().columns().stream().allMatch(c -> c.equals(COLUMN) || names.contains(c.name()));
    }
}
