package io.azdetect.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates put parentheses where another operator would get hold of a part: DuckDB says how it reads the SQL. */
final class TemplateTest {
    private static final List<Fragment> ARGUMENTS =
            List.of(Fragment.operation("a + b"), Fragment.call("CASE WHEN a THEN b END"));

    private static Connection duckDb;

    @BeforeAll
    static void open() throws SQLException {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    static void close() throws SQLException {
        duckDb.close();
    }

    @TestFactory
    Stream<DynamicTest> everyTemplateIsOneValueWhateverStandsBesideIt() {
        DialectPage page = DialectPage.load("duckdb.dialect");
        return Stream.of("scalar", "wrapping scalar")
                .flatMap(section -> page.templates(section).stream())
                .distinct()
                .map(template -> DynamicTest.dynamicTest(template.toString(), () -> {
                    for (Fragment argument : ARGUMENTS) {
                        Fragment filled = fill(template, argument);
                        String careful = fill(template, Fragment.call("(" + argument + ")"))
                                .text();
                        assertThat(read(filled.operand() + "::VARCHAR")).isEqualTo(read("(" + careful + ")::VARCHAR"));
                    }
                }));
    }

    private static Fragment fill(Template template, Fragment argument) {
        return template.fill(new Template.Filling() {
            @Override
            public int size() {
                return 6;
            }

            @Override
            public Fragment argument(int index, String conversion) {
                return argument;
            }

            @Override
            public String named(String name) {
                return "";
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CASE WHEN a THEN 1 END * CASE WHEN b THEN 2 END",
                "f(a) + f(b)",
                "f(')') + f('(')",
                "(a) - (b)",
                "(\"it's\") - (\"that's\")",
                "NOT f(a)",
                "f(a)::BIGINT"
            })
    void whatOnlyLooksLikeOneValueGetsParentheses(String sql) {
        assertThat(new Template(sql).fill(List.of()).operand()).isEqualTo("(" + sql + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f(a, (b), CASE WHEN c THEN 1 END)",
                "CASE WHEN CASE WHEN a THEN b END THEN f(c) END",
                "(a + b)",
                "f('it''s (')",
                "f(\"END\")",
                "\"a b\"::BIGINT",
                "word"
            })
    void oneValueGetsNone(String sql) {
        assertThat(new Template(sql).fill(List.of()).operand()).isEqualTo(sql);
    }

    /** As DuckDB writes down what it has read. */
    private static String read(String sql) throws SQLException {
        try (PreparedStatement statement =
                duckDb.prepareStatement("SELECT json_deserialize_sql(json_serialize_sql(?))")) {
            statement.setString(1, "SELECT " + sql);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
