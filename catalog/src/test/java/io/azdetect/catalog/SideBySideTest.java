package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.engine.QueryLimits;
import io.azdetect.engine.TableAppender;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import io.azdetect.telemetry.ingest.Ingestor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The evaluations in which a query has rows are, all looked at in one query, those that they are one by one. */
class SideBySideTest {
    private static final TableSchema DOINGS = new TableSchema(
            "Doings",
            List.of(
                    new Column("TimeGenerated", KqlType.DATETIME),
                    new Column("Who", KqlType.STRING),
                    new Column("What", KqlType.STRING),
                    new Column("Size", KqlType.LONG)));

    private static final long HOUR = Ticks.PER_DAY / 24;

    /** A Monday's midnight. */
    private static final long START = 738_000 * Ticks.PER_DAY;

    private static final TimeBounds VISIBLE = new TimeBounds(START, START + 80 * HOUR);

    private static Workspace workspace;

    @BeforeAll
    static void fill() {
        workspace = Workspace.inMemory();
        workspace.database().createTable(DOINGS);
        Random random = new Random(1);
        try (TableAppender rows = workspace.database().appender("Doings", DOINGS.columns())) {
            for (int i = 0; i < 400; i++) {
                // Every third row lies on an hour to the tick, where > and >= part.
                long hour = random.nextInt(72);
                long time = START
                        + hour * HOUR
                        + (random.nextInt(3) == 0 ? 0 : random.nextInt((int) (HOUR / 1000)) * 1000L);
                Long size = random.nextInt(5) == 0 ? null : Long.valueOf(random.nextInt(4));
                rows.append(time, "user" + random.nextInt(6), String.valueOf((char) ('a' + random.nextInt(4))), size);
            }
        }
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Doings | where TimeGenerated > ago(2h) | summarize N = count() by Who | where N > 1",
                "Doings | where TimeGenerated >= ago(2h) | summarize N = count() by Who | where N > 1",
                "Doings | where TimeGenerated <= ago(3h) | where What == 'a' | summarize N = dcount(Who) | where N > 2",
                "Doings | where TimeGenerated < ago(3h) | where What == 'a' | summarize N = dcount(Who) | where N > 2",
                "Doings | where TimeGenerated between (ago(4h) .. ago(2h)) and What == 'b' | distinct Who | summarize"
                        + " count() | where count_ > 1",
                "Doings | where What == 'd' | summarize N = count() | where N == 0",
                "Doings | where What == 'a' | summarize S = sum(Size), L = min(Size), H = maxif(Size, What == 'a') by"
                        + " Who | where S > 3 and L == 0 and H == 3",
                "let Old = Doings | where TimeGenerated <= ago(4h) | distinct Who, What; Doings | where TimeGenerated"
                        + " > ago(2h) | where What == 'c' | join kind=leftanti Old on Who, What",
                "let All = Doings | where What in ('a', 'b'); All | where TimeGenerated > ago(1h) | join kind=inner"
                        + " (All | where TimeGenerated <= ago(1h)) on Who | where TimeGenerated - TimeGenerated1 < 90m",
                "let All = Doings | summarize N = count() by Who, What; All | where N > 3 | join kind=leftouter"
                        + " (Doings | where What == 'd') on Who | where isempty(What1)",
                "let Some = Doings | where What == 'a' | where TimeGenerated > ago(2h); Some | join (Doings | where"
                        + " What == 'b') on Who | summarize by Who | summarize N = count() | where N > 1",
                "Doings | where What == 'a' | where Who in ((Doings | where What == 'b' and TimeGenerated > ago(2h) |"
                        + " project Who))",
                "Doings | where What == 'a' | where Who !in~ ((Doings | where What == 'b' | project toupper(Who))) and"
                        + " TimeGenerated > ago(1h)",
                "Doings | where Size > toscalar(Doings | summarize avg(Size)) and TimeGenerated > ago(1h) | summarize"
                        + " N = count() | where N > 2",
                "let First = toscalar(Doings | summarize min(TimeGenerated)); Doings | where What == 'a' | where First"
                        + " < ago(5h) | where TimeGenerated > ago(1h)",
                "Doings | extend Age = now() - TimeGenerated | summarize A = max(Age) by Who | where A < 2h",
                "Doings | summarize N = countif(TimeGenerated > ago(1h)), M = countif(TimeGenerated <= ago(1h)) by Who"
                        + " | where N > M",
                "union (Doings | where What == 'a' | project TimeGenerated, Who), (Doings | where What == 'b' |"
                        + " summarize TimeGenerated = max(TimeGenerated) by Who) | summarize N = count() by Who | where N"
                        + " > 3",
                "union (print Who = 'nobody'), (Doings | where What == 'a' | where TimeGenerated > ago(1h) | project"
                        + " Who) | summarize N = dcount(Who) | where N > 2",
                "Doings | where TimeGenerated > ago(1h) or What == 'zz' | summarize N = count() by Who | where N > 1",
                "Doings | where TimeGenerated > startofday(now()) | summarize N = count() by Who | where N > 4",
                "Doings | where hourofday(now()) > 12 | summarize N = count() by Who | where N > 2",
                "Doings | mv-expand Part = pack_array(What, Who) to typeof(string) | where Part == 'user1' | where"
                        + " TimeGenerated > ago(2h) | summarize count() by Who",
                "Doings | summarize Whats = make_set(What) by Who | mv-apply W = Whats to typeof(string) on (summarize"
                        + " N = count()) | where N == 4"
            })
    void anEvaluationHasRowsSideBySideWhereItHasSomeAlone(String query) {
        Optional<Plan> open = open(query);
        int all = 0;
        int found = 0;
        for (Evaluations evaluations : List.of(
                new Evaluations(HOUR, 6 * HOUR),
                new Evaluations(HOUR / 2, 5 * HOUR / 2),
                new Evaluations(HOUR, HOUR / 2))) {
            List<Long> sideBySide = sideBySide(open.orElseThrow(), evaluations, rows(), VISIBLE)
                    .orElseThrow(() -> new AssertionError("is not looked at side by side"));

            assertThat(sideBySide).isEqualTo(oneByOne(at(query, evaluations), evaluations, rows(), VISIBLE));
            all += numbers(evaluations, VISIBLE).size();
            found += sideBySide.size();
        }
        assertThat(found)
                .as("evaluations with rows: some, or the test tests nothing")
                .isBetween(1, all - 1);
    }

    @Test
    void theBuiltInDetectionsFireSideBySideWhereTheyFireAlone() {
        List<String> notTaken = new ArrayList<>();
        try (Workspace contoso = Workspace.inMemory()) {
            new Ingestor(contoso, Clock.systemUTC()).ingest(List.of(Path.of("../samples/contoso")));
            for (Detection detection : DetectionCatalog.builtIn().detections()) {
                compare(detection, contoso, notTaken);
            }
        }
        assertThat(notTaken).as("what can only be carried out one by one").hasSizeLessThan(20);
    }

    @Test
    void whatCannotBeLookedAtAtOnceIsCarriedOutOneByOne() {
        Detection surge = DetectionCatalog.builtIn().detections().stream()
                .filter(detection -> detection.slug().equals("key-vault-read-surge"))
                .findFirst()
                .orElseThrow();
        try (Workspace contoso = Workspace.inMemory()) {
            new Ingestor(contoso, Clock.systemUTC()).ingest(List.of(Path.of("../samples/contoso")));
            WorkspaceRows store = new WorkspaceRows(contoso, QueryLimits.standard());
            GivesUp impatient = new GivesUp(store);

            assertThat(replayed(surge, impatient))
                    .isEqualTo(replayed(surge, store))
                    .isNotEmpty();
            assertThat(impatient.givenUp).isPositive();
        }
    }

    private static List<Alert> replayed(Detection detection, RowStore store) {
        TimeBounds range = Coverage.of(store, new TimeBounds(0, Ticks.MAX_DATETIME))
                .bounds()
                .orElseThrow();
        Replay replay = new Replay(
                store,
                detection,
                Evaluations.of(detection.schedule()),
                new EvaluationQueries(detection, Map.of(), store.schema()),
                PlanChange.NONE,
                range,
                Optional.empty(),
                List.of());
        return replay.alerts(range);
    }

    @Test
    void aStoreGivesUpWhatReachesABound() {
        Plan all = at("Doings", new Evaluations(HOUR, HOUR)).apply(0);

        assertThat(rows().runWithin(all, Duration.ZERO)).isEmpty();
        assertThat(rows().runWithin(all, Duration.ofHours(1))).contains(rows().run(all));
    }

    /** A store to which everything takes too long that may be given up. */
    private static final class GivesUp implements RowStore {
        private final RowStore store;
        private int givenUp;

        GivesUp(RowStore store) {
            this.store = store;
        }

        @Override
        public DatabaseSchema schema() {
            return store.schema();
        }

        @Override
        public boolean has(String table) {
            return store.has(table);
        }

        @Override
        public Rows run(Plan plan) {
            return store.run(plan);
        }

        @Override
        public Optional<Rows> runWithin(Plan plan, Duration time) {
            givenUp++;
            return Optional.empty();
        }

        @Override
        public Plan keep(Plan plan) {
            return store.keep(plan);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static void compare(Detection detection, Workspace contoso, List<String> notTaken) {
        Evaluations evaluations = Evaluations.of(detection.schedule());
        WorkspaceRows store = new WorkspaceRows(contoso, QueryLimits.standard());
        TimeBounds range = Coverage.of(store, new TimeBounds(0, Ticks.MAX_DATETIME))
                .bounds()
                .orElseThrow();
        EvaluationQueries queries = new EvaluationQueries(detection, Map.of(), store.schema());
        Optional<Plan> open = queries.withOpenClock().map(query -> present(query.plan(), store));
        if (open.isPresent() && RowWise.is(open.get())) {
            return;
        }
        LongFunction<Plan> plans = number -> present(queries.at(number).plan(), store);
        Optional<List<Long>> found = open.flatMap(plan -> sideBySide(plan, evaluations, store, range));
        if (found.isEmpty()) {
            notTaken.add(detection.slug());
            return;
        }
        assertThat(found.get()).as(detection.slug()).isEqualTo(oneByOne(plans, evaluations, store, range));
    }

    /** Without tables that are not there. */
    private static Plan present(Plan plan, RowStore store) {
        return new PlanRewriter() {
            @Override
            Plan rewrite(Plan part) {
                return part instanceof Plan.Scan scan && !store.has(scan.table().name())
                        ? new Plan.Values(scan.columns(), List.of())
                        : descend(part);
            }
        }.rewrite(plan);
    }

    private static Optional<Plan> open(String query) {
        return Optional.of(KqlCompiler.compile(
                        query,
                        workspace.schema(),
                        CompileOptions.at(Ticks.toInstant(START)).withOpenClock())
                .plan());
    }

    private static LongFunction<Plan> at(String query, Evaluations evaluations) {
        return number -> KqlCompiler.compile(
                        query, workspace.schema(), CompileOptions.at(evaluations.endInstant(number)))
                .plan();
    }

    private static Optional<List<Long>> sideBySide(
            Plan open, Evaluations evaluations, RowStore store, TimeBounds visible) {
        Plan ordered = OpenClock.filtersLast(open);
        List<Long> numbers = numbers(evaluations, visible);
        Plan first = OpenClock.at(ordered, evaluations.end(numbers.get(0)));
        StagedPlan staged = new StagedPlan(store, evaluations, first, ordered, visible, Optional.empty());
        try {
            return SideBySide.endsWithRows(ordered, staged, evaluations, numbers)
                    .map(ends -> store.run(ends).rows().stream()
                            .map(row -> (Long) row.get(0) / evaluations.frequency())
                            .sorted()
                            .toList());
        } finally {
            store.close();
        }
    }

    private static List<Long> numbers(Evaluations evaluations, TimeBounds visible) {
        return LongStream.rangeClosed(evaluations.firstAfter(visible.from()), evaluations.firstAfter(visible.to() - 1))
                .boxed()
                .toList();
    }

    private static RowStore rows() {
        return new WorkspaceRows(workspace, QueryLimits.standard());
    }

    /** Runs each evaluation over the tables as they are, of which it sees its window. */
    private static List<Long> oneByOne(
            LongFunction<Plan> plans, Evaluations evaluations, RowStore store, TimeBounds visible) {
        return numbers(evaluations, visible).stream()
                .filter(number -> !store.run(windowed(
                                plans.apply(number), evaluations.window(number).within(visible)))
                        .rows()
                        .isEmpty())
                .toList();
    }

    private static Plan windowed(Plan plan, TimeBounds window) {
        return new PlanRewriter() {
            @Override
            Plan rewrite(Plan part) {
                if (!(part instanceof Plan.Scan scan)) {
                    return descend(part);
                }
                Column time = scan.table().column("TimeGenerated").orElseThrow();
                List<Column> columns = new ArrayList<>(scan.columns());
                if (!columns.contains(time)) {
                    columns.add(time);
                }
                return new Plan.Project(
                        new Plan.Filter(
                                new Plan.Scan(scan.table(), columns), window.contain(new Scalar.ColumnReference(time))),
                        scan.columns().stream().map(Plan.Assignment::same).toList());
            }
        }.rewrite(plan);
    }
}
