package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a query that are kept beside the store. */
class KeptRowsTest {
    private static final TableSchema NUMBERS =
            new TableSchema("Numbers", List.of(new Column("x", KqlType.LONG), new Column("X", KqlType.STRING)));

    @TempDir
    Path folder;

    @Test
    void aPlanReadsThemAsOftenAsItLikes() {
        try (Database database = numbers();
                KeptRows rows = database.keep(compile(database, "Numbers | where x > 1"))) {
            assertThat(read(database, rows.plan())).containsExactlyInAnyOrder(List.of(2L, "b"), List.of(3L, "c"));
            assertThat(read(database, rows.plan())).hasSize(2);
        }
    }

    @Test
    void theyStayAsTheyWere() {
        try (Database database = numbers();
                KeptRows rows = database.keep(compile(database, "Numbers | where x > 1"))) {
            append(database, 4L, "d");

            assertThat(read(database, rows.plan())).hasSize(2);
        }
    }

    @Test
    void readingThemOnceTheyAreClosedIsAnErrorAndNotAnEmptyAnswer() {
        try (Database database = numbers()) {
            KeptRows rows = database.keep(compile(database, "Numbers"));
            rows.close();

            assertThatThrownBy(() -> read(database, rows.plan())).hasMessageContaining("kept no longer");
        }
    }

    @Test
    void aStoreThatIsOpenOnlyToReadKeepsThemToo() {
        numbers().close();
        try (Database database = Database.openReadOnly(folder.resolve("store.duckdb"));
                KeptRows rows = database.keep(compile(database, "Numbers | where x > 1"))) {
            assertThat(read(database, rows.plan())).hasSize(2);
        }
    }

    private Database numbers() {
        Database database = Database.open(folder.resolve("store.duckdb"));
        database.createTable(NUMBERS);
        append(database, 1L, "a");
        append(database, 2L, "b");
        append(database, 3L, "c");
        return database;
    }

    private static void append(Database database, Object... row) {
        try (TableAppender rows = database.appender("Numbers", NUMBERS.columns())) {
            rows.append(row);
        }
    }

    private static CompiledQuery compile(Database database, String kql) {
        return KqlCompiler.compile(kql, database.schema(), CompileOptions.at(Instant.EPOCH));
    }

    private static List<List<Object>> read(Database database, Plan plan) {
        CompiledQuery query = new CompiledQuery("", plan, Set.of(), false, Optional.empty());
        try (QueryResult result = database.run(query)) {
            return result.toList().stream().map(Arrays::asList).toList();
        }
    }
}
