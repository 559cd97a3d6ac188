package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Queries of the spec files with words taken out, put in, doubled and changed for others', and texts full of what means
 * something to SQL: each has an answer or an error that says why not, and nothing of it becomes SQL of its own.
 */
final class MutatedQueryProperties {
    private static final Pattern WORD = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|\\w+|\\s+|\\W");
    private static final QueryLimits LIMITS =
            QueryLimits.standard().withTime(Duration.ofSeconds(10)).withRows(10_000);

    private static Database database;
    private static List<List<String>> seeds;

    @BeforeContainer
    static void open() throws IOException {
        database = Database.inMemory();
        database.createTable(new TableSchema("Canary", List.of(new Column("x", KqlType.LONG))));
        try (TableAppender appender = database.appender("Canary", List.of(new Column("x", KqlType.LONG)));
                Stream<Path> files = Files.list(Path.of("src/test/resources/spec"))) {
            appender.append(1L);
            seeds = files.filter(file -> file.toString().endsWith(".spec"))
                    .sorted()
                    .flatMap(file -> specs(file).stream())
                    .map(spec -> words(spec.query()))
                    .toList();
        }
    }

    @AfterContainer
    static void close() {
        database.close();
    }

    private static List<Spec> specs(Path file) {
        try {
            return Spec.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(String query) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(query);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    @Property(tries = 400, afterFailure = AfterFailureMode.SAMPLE_ONLY)
    void aQueryWithWordsChangedIsAnsweredOrRefused(@ForAll("mutated") String query) {
        try (QueryResult result =
                database.run(KqlCompiler.compile(query, database.schema(), CompileOptions.at(Instant.EPOCH)), LIMITS)) {
            result.toList();
        } catch (KqlException e) {
            // So QueryErrors begins what it says of SQL that DuckDB does not take.
            if (e.getMessage().startsWith("the query failed while it ran")) {
                fail("%s\nin\n%s\n%s", e.getMessage(), query, e.getCause().getMessage());
            }
        }
    }

    @Property(tries = 100)
    void whatANameAndATextHoldStaysInThem(@ForAll("hostile") String name, @ForAll("hostile") String text) {
        String query = "datatable([" + quoted("n" + name) + "]: string) [" + quoted(text) + "]"
                + " | extend same = [" + quoted("n" + name) + "] == " + quoted(text) + ", starts = strcat("
                + quoted(text)
                + ", 'x') startswith_cs " + quoted(text)
                + " | where [" + quoted("n" + name) + "] in (" + quoted(text) + ", " + quoted(text + "'") + ")"
                + " | sort by [" + quoted("n" + name) + "] asc"
                + " | join kind=inner (print k = " + quoted(text) + ") on $left.[" + quoted("n" + name)
                + "] == $right.k | extend d = bag_pack(" + quoted("n" + name) + ", k)"
                + " | project same, starts, text = tostring(d[" + quoted("n" + name) + "])";
        assertThat(rows(query)).containsExactly(List.of(true, true, text));
        assertThat(rows("Canary")).containsExactly(List.of(1L));
    }

    private static List<List<Object>> rows(String query) {
        return ExpectedTable.rows(database, query, CompileOptions.at(Instant.EPOCH));
    }

    /** As KQL writes a text. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "'",
                        "''",
                        "\"",
                        "\\",
                        ";",
                        "--",
                        "/*",
                        "*/",
                        "\n",
                        "\r",
                        "\u0001",
                        "$$",
                        "$1",
                        "?",
                        "{0}",
                        "{filter}",
                        "%",
                        "_",
                        "]",
                        "[",
                        "(",
                        ")",
                        "DROP TABLE main.\"Canary\"",
                        "SELECT",
                        " ",
                        "x",
                        "É",
                        "😀",
                        "\u2028",
                        "::",
                        "|",
                        "E'",
                        "0",
                        "AND",
                        "lambda t:",
                        "\t")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> mutated() {
        Arbitrary<Integer> any =
                Arbitraries.integers().between(0, 1 << 30).withDistribution(net.jqwik.api.RandomDistribution.uniform());
        Arbitrary<List<Integer>> edits = any.list().ofMinSize(4).ofMaxSize(16);
        return Combinators.combine(any, edits).as(MutatedQueryProperties::mutate);
    }

    /** Three numbers an edit: what, where, and which word of which other query. */
    private static String mutate(int seed, List<Integer> edits) {
        List<String> words = new ArrayList<>(seeds.get(seed % seeds.size()));
        for (int i = 0; i + 3 < edits.size(); i += 4) {
            List<String> others = seeds.get(edits.get(i + 2) % seeds.size());
            String other = others.get(edits.get(i + 3) % others.size());
            int place = edits.get(i + 1) % words.size();
            switch (edits.get(i) % 5) {
                case 0 -> words.set(place, other);
                case 1 -> words.add(place, " " + other + " ");
                case 2 -> words.add(place, words.get(edits.get(i + 3) % words.size()));
                case 3 -> words.set(place, words.size() > 1 ? "" : other);
                default -> {
                    String moved = words.get(place);
                    int there = edits.get(i + 3) % words.size();
                    words.set(place, words.get(there));
                    words.set(there, moved);
                }
            }
        }
        return String.join("", words);
    }
}
