package io.azdetect.kql.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.completion.Completion.Kind;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompletionsTest {
    private static final DatabaseSchema SCHEMA = DatabaseSchema.of(List.of(
            new TableSchema(
                    "Logins",
                    List.of(
                            new Column("Time", KqlType.DATETIME),
                            new Column("User", KqlType.STRING),
                            new Column("Bytes sent", KqlType.LONG))),
            new TableSchema(
                    "People", List.of(new Column("User", KqlType.STRING), new Column("Team", KqlType.STRING)))));

    /** The completions at the {@code ‸} of a text. */
    private static Completions at(String text) {
        int offset = text.indexOf('‸');
        return Completions.at(text.replace("‸", ""), offset, SCHEMA, CompileOptions.at(Instant.EPOCH));
    }

    private static List<String> texts(String text) {
        return at(text).choices().stream().map(Completion::text).toList();
    }

    private static List<String> texts(String text, Kind kind) {
        return at(text).choices().stream()
                .filter(c -> c.kind() == kind)
                .map(Completion::text)
                .toList();
    }

    @Test
    void aQueryBeginsWithATableOrASource() {
        assertThat(texts("‸", Kind.TABLE)).containsExactly("Logins", "People");
        assertThat(texts("‸", Kind.OPERATOR)).contains("print", "range", "datatable", "union", "search");
        assertThat(texts("‸", Kind.WORD)).contains("let", "set", "declare");
        assertThat(texts("‸", Kind.FUNCTION)).isEmpty();
        assertThat(texts("Log‸")).containsExactly("Logins");
    }

    @Test
    void caseDoesNotMatterForFindingAName() {
        assertThat(texts("log‸")).containsExactly("Logins");
    }

    @Test
    void aBarIsFollowedByOperatorsThatRun() {
        assertThat(texts("Logins | ‸"))
                .contains("where", "mv-expand", "project-away")
                .doesNotContain("let", "Logins");
        assertThat(texts("Logins | project-a‸")).containsExactly("project-away");
        assertThat(texts("Logins\n|summ‸")).containsExactly("summarize");
    }

    @Test
    void theWordIsWhatTheChoiceReplaces() {
        Completions completions = at("Logins | project-aw‸ User");

        assertThat(completions.word().start()).isEqualTo(9);
        assertThat(completions.word().end()).isEqualTo(19);
    }

    @Test
    void columnsAreThoseOfThePipeUpToThere() {
        assertThat(texts("Logins | where ‸", Kind.COLUMN)).containsExactly("Time", "User", "['Bytes sent']");
        assertThat(texts("Logins | project Who = User | where ‸", Kind.COLUMN)).containsExactly("Who");
        assertThat(texts("Logins | summarize n = count() by User | where n > 1 and U‸", Kind.COLUMN))
                .containsExactly("User");
        assertThat(texts("Logins | extend X = 1 | extend Y = strlen(tostring(‸", Kind.COLUMN))
                .contains("X", "Time");
    }

    @Test
    void columnsSayTheirTypes() {
        assertThat(at("Logins | where Ti‸").choices()).containsExactly(new Completion("Time", Kind.COLUMN, "datetime"));
    }

    @Test
    void whatStandsBehindThePlaceDoesNotMatter() {
        assertThat(texts("Logins | where Us‸ == 'a' | summarize ) (", Kind.COLUMN))
                .containsExactly("User");
    }

    @Test
    void whereAnOperatorIsWrongTheColumnsBeforeItAreShown() {
        assertThat(texts("Logins | where Nothing == 1 | project ‸", Kind.COLUMN))
                .contains("User");
    }

    @Test
    void columnsComeFromTheQuerysOwnTables() {
        assertThat(texts("let T = Logins | project A = User; T | where ‸", Kind.COLUMN))
                .containsExactly("A");
        assertThat(texts("let T = Logins | where ‸", Kind.COLUMN)).contains("User");
        assertThat(texts("datatable(x: long)[1] | where ‸", Kind.COLUMN)).containsExactly("x");
        assertThat(texts("Logins | as L; L | where ‸", Kind.COLUMN)).isEmpty();
    }

    @Test
    void variablesAreKnownWhereTheyAreDeclaredBefore() {
        assertThat(texts("let Limit = 5; let Other = 1; Logins | where Lim‸")).contains("Limit");
        assertThat(texts("let T = Logins; ‸", Kind.VARIABLE)).containsExactly("T");
        assertThat(texts("let Mine = M‸")).doesNotContain("Mine");
    }

    @Test
    void aSubqueryHasItsOwnColumns() {
        assertThat(texts("Logins | join (People | where ‸", Kind.COLUMN)).containsExactly("Team", "User");
        assertThat(texts("Logins | join kind=inner (P‸")).containsExactly("People", "print");
        assertThat(texts("Logins | where User in (People | project ‸", Kind.COLUMN))
                .containsExactly("Team", "User");
        assertThat(texts("print x = toscalar(Logins | summarize max(‸", Kind.COLUMN))
                .contains("Time");
    }

    @Test
    void behindASubqueryTheOuterColumnsAreBack() {
        assertThat(texts("Logins | where User in ((People | project User)) and ‸", Kind.COLUMN))
                .contains("Time");
    }

    @Test
    void joinTakesTablesAndThenItsKeys() {
        assertThat(texts("Logins | join ‸", Kind.TABLE)).containsExactly("Logins", "People");
        assertThat(texts("Logins | join ‸", Kind.COLUMN)).isEmpty();
        assertThat(texts("Logins | join People on ‸", Kind.COLUMN)).containsExactly("User");
        assertThat(texts("Logins | join kind=leftouter (People | project P = User) on $left.User == $right.‸"))
                .containsExactly("P");
        assertThat(texts("Logins | join People on $left.U‸")).containsExactly("User");
        assertThat(texts("Logins | join kind=left‸"))
                .containsExactly("leftanti", "leftantisemi", "leftouter", "leftsemi");
    }

    @Test
    void inTakesTablesBesideColumns() {
        assertThat(texts("Logins | where User in (‸")).contains("People", "User", "tolower(");
    }

    @Test
    void unionTakesTables() {
        assertThat(texts("union Logins, ‸", Kind.TABLE)).contains("People");
        assertThat(texts("Logins | union ‸", Kind.TABLE)).contains("People");
    }

    @Test
    void functionsEndInABracketAndAggregatesStandWhereTheyMean() {
        assertThat(texts("Logins | where strl‸")).containsExactly("strlen(");
        assertThat(texts("Logins | summarize dcount‸", Kind.AGGREGATE)).contains("dcount(", "dcountif(");
        assertThat(texts("Logins | extend dcount‸", Kind.AGGREGATE)).isEmpty();
        assertThat(texts("print bet = strl‸")).containsExactly("strlen(");
    }

    @Test
    void evaluateTakesPluginsThatRun() {
        assertThat(texts("Logins | evaluate ‸"))
                .contains("bag_unpack(", "pivot(")
                .doesNotContain("python(", "strlen(");
    }

    @Test
    void wordsStandWhereTheGrammarTakesThem() {
        assertThat(texts("Logins | summarize count() ‸", Kind.WORD))
                .contains("by")
                .doesNotContain("on");
        assertThat(texts("Logins | sort by Time ‸", Kind.WORD)).contains("asc", "desc", "nulls");
        assertThat(texts("Logins | where User ‸", Kind.WORD)).contains("has", "contains", "in", "and", "startswith");
        assertThat(texts("Logins | where User !ha‸", Kind.WORD)).contains("!has", "!has_cs", "!hasprefix");
        assertThat(texts("datatable(x: ‸", Kind.WORD)).contains("long", "string", "dynamic");
    }

    @Test
    void nothingIsOfferedInStringsAndComments() {
        assertThat(texts("Logins | where User == 'U‸")).isEmpty();
        assertThat(texts("Logins // U‸")).isEmpty();
        assertThat(texts("Logins // a\n| where U‸")).contains("User");
    }

    @Test
    void propertiesOfDynamicValuesAreNotGuessed() {
        assertThat(texts("print d = dynamic({}) | where d.‸")).isEmpty();
    }

    @Test
    void noPlaceOfAQueryFails() {
        String query = """
                let f = (t: (User: string), n: long = 5) { t | where strlen(User) > n | project ['a b'] = 1 };
                // the last
                Logins | join kind=inner (f(People, 3)) on $left.User == $right.User
                | mv-apply x = dynamic([1]) to typeof(long) on (top 1 by x) | summarize count() by bin(Time, 1h)""";

        assertThat(IntStream.rangeClosed(0, query.length()))
                .allSatisfy(i -> Completions.at(query, i, SCHEMA, CompileOptions.at(Instant.EPOCH)));
    }
}
