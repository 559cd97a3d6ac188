package io.azdetect.kql.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.CompiledResult;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Column names and types are those that Microsoft's language service gives for the same queries. */
class BinderTest {
    private static final Instant NOW = Instant.parse("2024-05-15T12:00:00Z");

    private static final DatabaseSchema SCHEMA = DatabaseSchema.of(List.of(
            new TableSchema(
                    "Activity",
                    List.of(
                            new Column("TimeGenerated", KqlType.DATETIME),
                            new Column("Caller", KqlType.STRING),
                            new Column("Level", KqlType.STRING),
                            new Column("Size", KqlType.REAL),
                            new Column("Claims_d", KqlType.DYNAMIC))),
            new TableSchema("ActivityArchive", List.of(new Column("Caller", KqlType.STRING)))));

    @Test
    void aTextMayAskForSeveralResultsWithNames() {
        List<CompiledResult> results = KqlCompiler.compileAll(
                "print a = 1 | fork X = (count) (take 1 | as Y) (take 2); print b = 2 | render table; print c = 3",
                SCHEMA,
                CompileOptions.at(Instant.EPOCH));

        assertThat(results.stream().map(r -> r.name().orElse("-"))).containsExactly("X", "Y", "-", "-", "-");
        assertThat(results.stream().map(r -> r.query().columns().get(0).name()))
                .containsExactly("Count", "a", "a", "b", "c");
        assertThat(results.stream().map(r -> r.query().render().orElse("-")))
                .containsExactly("-", "-", "-", "table", "-");
    }

    @Test
    void whoWantsOneResultIsToldOfSeveral() {
        assertThatThrownBy(() -> compile("print a = 1; print b = 2"))
                .hasMessageContaining("the text asks for 2 results, and one is wanted here");
    }

    @Test
    void aWildcardLeavesOutWhatATableWithoutRowsHasInAnotherType() {
        DatabaseSchema workspace = someWithoutRows(
                List.of("NeverUsed", "Unused"),
                new TableSchema("Audit", List.of(new Column("Operation", KqlType.STRING))),
                new TableSchema(
                        "NeverUsed",
                        List.of(new Column("Operation", KqlType.DYNAMIC), new Column("Zone", KqlType.LONG))),
                new TableSchema(
                        "Unused",
                        List.of(new Column("Operation", KqlType.STRING), new Column("Zone", KqlType.STRING))));

        assertThat(columns("union *", workspace)).isEqualTo("Operation:string Zone:long");
        assertThat(columns("search Operation == 'x'", workspace)).isEqualTo("$table:string Operation:string Zone:long");
        assertThat(columns("find where Operation == 'x'", workspace)).isEqualTo("source_:string Operation:string");
        assertThat(columns("union Audit, NeverUsed", workspace))
                .as("who names a table means it")
                .isEqualTo("Operation_string:string Operation_dynamic:dynamic Zone:long");
    }

    @Test
    void aWildcardHasTwoColumnsForATypeEachOfTablesWithRows() {
        DatabaseSchema workspace = someWithoutRows(
                List.of(),
                new TableSchema("Audit", List.of(new Column("Operation", KqlType.STRING))),
                new TableSchema("Cloud", List.of(new Column("Operation", KqlType.DYNAMIC))));

        assertThat(columns("union *", workspace)).isEqualTo("Operation_string:string Operation_dynamic:dynamic");
    }

    private static DatabaseSchema someWithoutRows(List<String> withoutRows, TableSchema... tables) {
        DatabaseSchema all = DatabaseSchema.of(List.of(tables));
        return new DatabaseSchema() {
            @Override
            public Optional<TableSchema> table(String name) {
                return all.table(name);
            }

            @Override
            public Collection<String> tableNames() {
                return all.tableNames();
            }

            @Override
            public boolean mayHaveRows(String table) {
                return !withoutRows.contains(table);
            }
        };
    }

    private static CompiledQuery compile(String query) {
        return KqlCompiler.compile(query, SCHEMA, CompileOptions.at(NOW));
    }

    private static String columns(String query) {
        return columns(query, SCHEMA);
    }

    private static String columns(String query, DatabaseSchema schema) {
        return KqlCompiler.compile(query, schema, CompileOptions.at(NOW)).columns().stream()
                .map(Column::toString)
                .collect(Collectors.joining(" "));
    }

    private static Diagnostic error(String query) {
        try {
            compile(query);
        } catch (KqlException e) {
            return e.diagnostic();
        }
        throw new AssertionError("compiles: " + query);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
        print 1, a=2, 3 => print_0:long a:long print_2:long
        let x = 1; let t = datatable(a:int) [1]; => ``
        Activity | project strlen(Caller), toupper(Caller) => strlen_Caller:long Column1:string
        Activity | project tostring(Caller), tolong(Caller) => Caller:string Caller1:long
        Activity | project Claims_d.x, Claims_d.x.y, Claims_d[0] => Claims_d_x:dynamic Claims_d_x_y:dynamic Claims_d_0:dynamic
        Activity | project tostring(parse_json(Caller).a.b) => Caller_a_b:string
        Activity | project split(Caller, 'a')[0], Size + 1 => Caller_0:dynamic Column1:real
        Activity | extend Size * 2 | extend Size * 3 | project Column1, Column2 => Column1:real Column2:real
        Activity | summarize count(), dcount(Caller), make_set(Caller) => count_:long dcount_Caller:long set_Caller:dynamic
        Activity | summarize count(), count() => count_:long count_1:long
        Activity | summarize max(tolower(Caller)), sum(Size * 2) => max_:string sum_:real
        Activity | summarize count() by bin(TimeGenerated, 1h), tolower(Caller) => TimeGenerated:datetime Column1:string count_:long
        Activity | summarize arg_max(TimeGenerated, Caller) by Caller => Caller:string TimeGenerated:datetime Caller1:string
        Activity | summarize arg_max(TimeGenerated, tolower(Caller), x=Level) => TimeGenerated:datetime max_TimeGenerated_arg1:string x:string
        Activity | summarize arg_max(TimeGenerated, *) by Caller => Caller:string TimeGenerated:datetime Level:string Size:real Claims_d:dynamic
        Activity | summarize round(avg(Size), 2), count() > 5 => avg_Size:real Column1:bool
        Activity | summarize percentiles(Size, 5, 50.5) => percentile_Size_5:real percentile_Size_50_5:real
        Activity | summarize take_any(Caller, Level), any(Caller) => Caller:string Level:string any_Caller:string
        Activity | distinct Caller, tolower(Level), x=Level => Caller:string Column1:string x:string
        Activity | count => Count:long
        Activity | project-away C*, Size => TimeGenerated:datetime Level:string
        Activity | project-keep L*, Caller => Caller:string Level:string
        Activity | project-rename Who = Caller | project-keep Who => Who:string
        Activity | project-reorder Size, L* => Size:real Level:string TimeGenerated:datetime Caller:string Claims_d:dynamic
        print b1=2, b11=2, b2=3 | project-reorder b* granny-asc => b1:long b2:long b11:long
        Activity | project Caller | join (Activity | project Caller, Caller1=1) on Caller => Caller:string Caller2:string Caller1:long
        Activity | project Caller | join kind=leftanti Activity on Caller => Caller:string
        Activity | project Caller | join kind=rightsemi (Activity | project Caller, Size) on Caller => Caller:string Size:real
        Activity | project Caller | lookup (Activity | project C=Caller, Size) on $left.Caller == $right.C => Caller:string Size:real
        Activity | project Caller, n=1 | union (print X=1, n=2.0) => Caller:string n_long:long n_real:real X:long
        union withsource=T (print a=1), (print a=2) => T:string a:long
        union Activity*  | project Caller, Size => Caller:string Size:real
        print x=dynamic([1]), z=3 | mv-expand y=x, w=x to typeof(long) => x:dynamic z:long y:dynamic w:long
        print x=dynamic([1]) | mv-expand with_itemindex=i x to typeof(string) => x:string i:long
        print x='a b' | parse x with a:long ' ' b => x:string a:long b:string
        range x from 1 to 5.0 step 1 => x:real
        range x from now() to now() step 1h => x:datetime
        datatable(a:string, b:long)['x', 1] => a:string b:long
        Activity | getschema => ColumnName:string ColumnOrdinal:long DataType:string ColumnType:string
        print iff(true, 1, 'a'), case(true, 1, 2.0), iff(true, dynamic(1), 'x') => print_0:dynamic print_1:real print_2:string
        print min_of(1, 2.0), bin(int(5), int(2)), abs(int(1)), round(5) => print_0:real print_1:long print_2:long print_3:long
        print now() - 1d, now() - now(), 1d * 2, 1d / 1d, 5 / 2, int(5) + int(4) => print_0:datetime print_1:timespan print_2:timespan print_3:real print_4:long print_5:long
        print 1 + dynamic(1), dynamic(1) * 2.0, now() - dynamic(1) => print_0:long print_1:real print_2:timespan
        """)
    void namesAndTypesOfColumns(String query, String columns) {
        assertThat(columns(query)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
        Foo => UNKNOWN_TABLE => Foo
        Activty => UNKNOWN_TABLE => Activty
        Activity | where Foo == 1 => UNKNOWN_COLUMN => Foo
        Activity | project Caller | where Level == 'a' => UNKNOWN_COLUMN => Level
        Activity | where Caller => WRONG_TYPE => Caller
        Activity | where Caller > 'a' => WRONG_TYPE => Caller > 'a'
        Activity | where TimeGenerated > '2020' => WRONG_TYPE => TimeGenerated > '2020'
        Activity | extend count() => WRONG_TYPE => count()
        Activity | summarize strlen(Caller) => WRONG_TYPE => Caller
        Activity | project Caller, Caller => DUPLICATE_NAME => Caller
        Activity | take 5.0 => WRONG_TYPE => 5.0
        Activity | join kind=foo Activity on Caller => BAD_ARGUMENTS => join kind=foo Activity on Caller
        Activity | join Activity on Size, Nope => UNKNOWN_COLUMN => Nope
        Activity | project-away z* => UNKNOWN_COLUMN => z*
        Activity | sort by Claims_d => WRONG_TYPE => Claims_d
        Activity | mv-expand Caller => WRONG_TYPE => Caller
        print foo(1) => UNKNOWN_FUNCTION => foo
        print strlen() => BAD_ARGUMENTS => strlen()
        print not(1) => BAD_ARGUMENTS => not(1)
        print coalesce(dynamic(1), 'a') => WRONG_TYPE => coalesce(dynamic(1), 'a')
        print geo_distance_2points(1, 2, 3, 4) => UNSUPPORTED => geo_distance_2points
        print Caller.x => UNKNOWN_COLUMN => Caller
        print x='a' | extend x.y => WRONG_TYPE => x.y
        let a = 1; let a = 2; print a => DUPLICATE_NAME => a
        let f = (x:long) { x }; print f(1, 2) => BAD_ARGUMENTS => f(1, 2)
        let f = (x:long) { x }; print f() => BAD_ARGUMENTS => f()
        workspace('other').Activity => UNSUPPORTED => workspace('other')
        datatable(a:long, b:long)[1, 2, 3] => BAD_ARGUMENTS => datatable(a:long, b:long)[1, 2, 3]
        """)
    void errorsPointAtTheirPlace(String query, Diagnostic.Code code, String place) {
        Diagnostic diagnostic = error(query);

        assertThat(diagnostic.code()).as(diagnostic.message()).isEqualTo(code);
        assertThat(query.substring(diagnostic.span().start(), diagnostic.span().end()))
                .isEqualTo(place);
    }

    @Test
    void errorsSuggestTheNameThatWasMeant() {
        assertThat(error("Activty | count").message()).contains("did you mean 'Activity'?");
        assertThat(error("Activity | where Calller == ''").message()).contains("did you mean 'Caller'?");
        assertThat(error("print strln('a')").message()).contains("did you mean 'strlen'?");
        assertThat(error("Activity | join kind=leftantii Activity on Caller").message())
                .contains("did you mean 'leftanti'?");
    }

    @Test
    void extendSeesTheInputsColumnsAndNotItsOwn() {
        assertThat(columns("Activity | extend Caller = 1, Level = Caller | project Caller, Level"))
                .isEqualTo("Caller:long Level:string");
    }

    @Test
    void nowIsOneConstantAndIsNoticed() {
        CompiledQuery query = compile("print now(), ago(2 * 1h)");

        assertThat(query.readsClock()).isTrue();
        assertThat(((Plan.Values) query.plan()).rows().get(0))
                .containsExactly(
                        new Scalar.Constant(KqlType.DATETIME, Ticks.of(NOW)),
                        new Scalar.Constant(KqlType.DATETIME, Ticks.of(NOW.minusSeconds(7200))));
        assertThat(compile("Activity | take 1").readsClock()).isFalse();
    }

    @Test
    void aTimeRangeLimitsEveryStoredTable() {
        var range = new CompileOptions.TimeRange(NOW.minusSeconds(60), NOW);
        CompiledQuery query =
                KqlCompiler.compile("Activity", SCHEMA, CompileOptions.at(NOW).within(range));

        Scalar.Call condition = (Scalar.Call) ((Plan.Filter) query.plan()).predicate();
        assertThat(condition.arguments().stream().map(a -> ((Scalar.Call) a).function()))
                .containsExactly(">=", "<");
        assertThat(((Scalar.Call) condition.argument(1)).argument(1))
                .isEqualTo(new Scalar.Constant(KqlType.DATETIME, Ticks.of(NOW)));
    }

    @Test
    void variablesReplaceTheQuerysOwn() {
        CompileOptions options = CompileOptions.at(NOW).with(Map.of("threshold", "7"));
        CompiledQuery query = KqlCompiler.compile("let threshold = 5; print threshold", SCHEMA, options);

        assertThat(((Plan.Values) query.plan()).rows().get(0).get(0)).isEqualTo(new Scalar.Constant(KqlType.LONG, 7L));
        assertThatThrownBy(() -> KqlCompiler.compile("print 1", SCHEMA, options))
                .hasMessageContaining("no 'let threshold = …' and no declared parameter");
        assertThatThrownBy(() -> KqlCompiler.compile(
                        "let threshold = 5; print threshold",
                        SCHEMA,
                        CompileOptions.at(NOW).with(Map.of("threshold", "'seven'"))))
                .hasMessageContaining("'threshold' is a long, and 'seven' is a string");
    }

    @Test
    void functionsAreExpandedWithArgumentsByPlaceByNameAndByDefault() {
        assertThat(columns("let f = (x:string, y:long = 5) { strcat(x, y) }; print f('a'), f('b', y = 6), f(1)"))
                .isEqualTo("print_0:string print_1:string print_2:string");
        assertThat(columns("let T = () { Activity | where Level == 'x' }; T | project Caller"))
                .isEqualTo("Caller:string");
        assertThat(columns("let f = (T:(Caller:string)) { T | project Caller }; f(Activity)"))
                .isEqualTo("Caller:string");
    }

    @Test
    void aFunctionCannotCallItself() {
        assertThat(error("let f = (x:long) { f(x) }; print f(1)").code()).isEqualTo(Diagnostic.Code.UNKNOWN_FUNCTION);
    }

    @Test
    void functionsThatMultiplyAreRefusedBeforeTheyFillTheMemory() {
        StringBuilder query = new StringBuilder("let f0 = (x:long) { x + x };");
        for (int i = 1; i < 40; i++) {
            query.append("let f")
                    .append(i)
                    .append(" = (x:long) { f")
                    .append(i - 1)
                    .append("(x) + f")
                    .append(i - 1)
                    .append("(x) };");
        }
        assertThat(error(query.append("print f39(1)").toString()).code()).isEqualTo(Diagnostic.Code.TOO_COMPLEX);
    }

    @Test
    void aRowsValueDoesNotReachIntoAnotherTable() {
        assertThat(error("let f = (c:string) { toscalar(Activity | where Caller == c | count) };"
                                + " Activity | extend n = f(Caller)")
                        .code())
                .isEqualTo(Diagnostic.Code.UNSUPPORTED);
    }

    @Test
    void materializedTablesAreShared() {
        Plan.Union union = (Plan.Union) compile("let T = materialize(Activity | project Caller); union T, T")
                .plan();

        assertThat(union.inputs())
                .hasSize(2)
                .allSatisfy(input -> assertThat(shared(input).id()).isEqualTo("materialized_1"));
    }

    private static Plan.Shared shared(Plan plan) {
        return plan instanceof Plan.Shared shared
                ? shared
                : shared(plan.inputs().get(0));
    }

    @Test
    void andsSideBySideAreOneCall() {
        Plan.Filter filter =
                (Plan.Filter) compile("Activity | where Caller == 'a' and Level == 'b' and (Size > 1 and Size < 9)")
                        .plan();

        assertThat(((Scalar.Call) filter.predicate()).arguments()).hasSize(4);
    }

    @Test
    void numbersAreComparedWithTextColumnsAsTexts() {
        Plan.Filter filter =
                (Plan.Filter) compile("Activity | where Caller == 50053").plan();

        assertThat(((Scalar.Call) filter.predicate()).argument(1))
                .isEqualTo(new Scalar.Constant(KqlType.STRING, "50053"));
    }
}
