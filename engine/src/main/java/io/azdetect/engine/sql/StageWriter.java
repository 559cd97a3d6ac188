package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Program;
import io.azdetect.kql.schema.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the stages of one query: what runs before its statement, and how the statement reads it. */
final class StageWriter {
    /** What DuckDB calls the number of a row in a table; tables are filled in order. */
    private static final String ROW_ORDER = "rowid";

    private final Dialect dialect;
    private final StoredNames names;
    private final String schema;
    private final Map<String, Integer> sharedUses;
    private final Set<String> sharedInStages;
    private final List<SqlStage> stages = new ArrayList<>();
    private final Map<Object, SqlStage> made = new HashMap<>();

    /** @param schema where the stages' tables are, as SQL */
    StageWriter(Dialect dialect, StoredNames names, String schema, Plan query) {
        this.dialect = dialect;
        this.names = names;
        this.schema = schema;
        this.sharedUses = SharedUses.count(query);
        this.sharedInStages = SharedUses.inStages(query);
    }

    /** All stages so far, in the order in which they have to run. */
    List<SqlStage> stages() {
        return stages;
    }

    /** The rows of a stage. */
    Select rows(Plan.Stage stage) {
        SqlStage written = made.get(stage);
        if (written == null) {
            List<SqlQuery> inputs = stage.inputs().stream().map(this::statement).toList();
            written = add(stage.columns(), inputs, Optional.of(stage.program()));
            made.put(stage, written);
        }
        return table(written);
    }

    /** The rows of a shared plan, when stages read it as well: these run as statements of their own. */
    Optional<Select> rows(Plan.Shared shared) {
        boolean kept = sharedInStages.contains(shared.id())
                && sharedUses.getOrDefault(shared.id(), 0) > 1
                && !SharedUses.isFree(shared.input());
        if (!kept) {
            return Optional.empty();
        }
        SqlStage written = made.get(shared.id());
        if (written == null) {
            written = add(shared.columns(), List.of(statement(shared.input())), Optional.empty());
            made.put(shared.id(), written);
        }
        return Optional.of(table(written));
    }

    private SqlQuery statement(Plan plan) {
        return new SqlWriter(dialect, names, plan, this).ordered(plan);
    }

    private SqlStage add(List<Column> columns, List<SqlQuery> inputs, Optional<Program> program) {
        UniqueNames unique = new UniqueNames(List.of(ROW_ORDER));
        List<String> physical =
                columns.stream().map(c -> unique.claim(c.name())).toList();
        SqlStage stage = new SqlStage(schema, "stage" + (stages.size() + 1), physical, columns, inputs, program);
        stages.add(stage);
        return stage;
    }

    private Select table(SqlStage stage) {
        Select select = Select.fromTable(stage.place());
        for (int i = 0; i < stage.columns().size(); i++) {
            select.column(
                    stage.columns().get(i),
                    Fragment.plain(dialect.identifier(stage.names().get(i))));
        }
        select.inheritOrder(List.of(new Select.OrderKey(Fragment.plain(ROW_ORDER), true, false, false)));
        return select;
    }
}
