package io.azdetect.kql.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static final DatabaseSchema SCHEMA = DatabaseSchema.of(List.of(new TableSchema(
            "Logins", List.of(new Column("User", KqlType.STRING), new Column("Time", KqlType.DATETIME)))));

    /** Each problem as its code and the text that it is about. */
    private static List<String> problems(String query) {
        return KqlCompiler.problems(query, SCHEMA, CompileOptions.at(Instant.EPOCH)).stream()
                .map(d -> d.code().id() + " "
                        + query.substring(d.span().start(), d.span().end()))
                .toList();
    }

    @Test
    void aGoodQueryHasNone() {
        assertThat(problems("let n = 5; Logins | where strlen(User) > n | summarize count() by User"))
                .isEmpty();
    }

    @Test
    void operandsAndArgumentsAreToldApart() {
        assertThat(problems("Logins | where Usr == 'a' and strcat(Nam, User, Ag) == 'b' and Tme > now()"))
                .containsExactly("KQL202 Usr", "KQL202 Nam", "KQL202 Ag", "KQL202 Tme");
        assertThat(problems("Logins | where A == B or User in (C, 'x', D)"))
                .containsExactly("KQL202 A", "KQL202 B", "KQL202 C", "KQL202 D");
    }

    @Test
    void aWrongConditionHidesNoLaterOperator() {
        assertThat(problems("Logins | where A == 1 | where B == 1 | sort by C | take 'x' | where strlen(User) == D"))
                .containsExactly("KQL202 A", "KQL202 B", "KQL202 C", "KQL205 'x'", "KQL202 D");
    }

    @Test
    void statementsAreToldApart() {
        assertThat(problems("let a = strlen(X);\nlet t = Login | take 5;\nLogins | where Y == 1"))
                .containsExactly("KQL202 X", "KQL201 Login", "KQL202 Y");
    }

    @Test
    void whatFollowsFromAMistakeIsNotSaid() {
        assertThat(problems("let a = strlen(X); let t = Nowhere; t | where Y == a"))
                .containsExactly("KQL202 X", "KQL202 Nowhere");
        assertThat(problems("Logins | extend A = strlen(X), B = strlen(Y) | where A > B and Z"))
                .containsExactly("KQL202 X", "KQL202 Y", "KQL202 Z");
        assertThat(problems("Logins | project Usr, Time | where Usr == 'a'")).containsExactly("KQL202 Usr");
    }

    @Test
    void behindAnOperatorWhoseColumnsAreUnknownNothingIsGuessed() {
        assertThat(problems("Logins | summarize sum(X), max(Y) by Z | where sum_X > 1 and Q"))
                .containsExactly("KQL202 X", "KQL202 Y", "KQL202 Z");
        assertThat(problems("Logins | join (Nowhere) on User | where Q")).containsExactly("KQL201 Nowhere");
    }

    @Test
    void aStatementThatIsNoKqlHidesNoOther() {
        assertThat(problems("let a = ;\nlet b = strlen(X);\nLogins | wehre User == a"))
                .containsExactly("KQL100 ", "KQL202 X", "KQL100 wehre");
        assertThat(problems("let a = 5 5; Logins | where strlen(User) == a")).containsExactly("KQL100 5");
    }

    @Test
    void placesAreThoseOfTheWholeText() {
        assertThat(KqlCompiler.problems("print 1 1;\nprint", SCHEMA, CompileOptions.at(Instant.EPOCH)))
                .extracting(d -> d.span().start())
                .contains(8, 16);
    }

    @Test
    void aTextThatSaysNothingIsOneProblem() {
        assertThat(problems("")).hasSize(1);
        assertThat(problems("print 'open")).hasSize(1);
        assertThat(problems("let a = 1"))
                .as("a text that only declares asks for nothing")
                .isEmpty();
    }

    @Test
    void oneMistakeInAFunctionThatIsCalledTwiceIsOneProblem() {
        assertThat(problems("let f = (u: string) { strlen(X) }; Logins | where f(User) > f('a')"))
                .containsExactly("KQL202 X");
    }
}
