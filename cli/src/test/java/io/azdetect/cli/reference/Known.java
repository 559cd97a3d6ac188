package io.azdetect.cli.reference;

import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.function.Plugins;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.function.ScalarOperators;
import io.azdetect.kql.function.TabularOperators;
import io.azdetect.kql.function.WindowFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Something that Microsoft's reference or language service knows.
 *
 * @param kind which table of the support page it stands in
 * @param page its page below https://learn.microsoft.com/kusto/query/, empty without one
 */
record Known(Kind kind, String name, String page) {
    enum Kind {
        STATEMENT("statement", "Statements", "operators"),
        TABULAR_OPERATOR("tabular operator", "Tabular operators", "operators"),
        TABLE_FUNCTION("table function", "Functions that name tables", "operators"),
        PLUG_IN("plug-in", "Plug-ins", "plug-ins"),
        AGGREGATE("aggregate", "Aggregates", "aggregates"),
        SCALAR_OPERATOR("scalar operator", "Operators between values", "scalar-operators"),
        SCALAR_FUNCTION("scalar function", "Scalar functions", null),
        GRAPH_FUNCTION("graph function", "Graph functions", null);

        private final String word;
        private final String title;
        private final String ownPage;

        Kind(String word, String title, String ownPage) {
            this.word = word;
            this.title = title;
            this.ownPage = ownPage;
        }

        String title() {
            return title;
        }

        private static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind '" + word + "'");
        }
    }

    /** All of it, by kind and name, from a resource. */
    static List<Known> all() {
        try (InputStream in = Known.class.getResourceAsStream("/reference/microsoft.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(c -> new Known(Kind.of(c[0]), c[1], c.length > 2 ? c[2] : ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is declared, so that it runs. */
    boolean runs() {
        return switch (kind) {
            case STATEMENT, TABLE_FUNCTION -> TabularOperators.named(name).isPresent();
            case TABULAR_OPERATOR ->
                TabularOperators.named(name).isPresent()
                        // Its example would need a file.
                        || name.equals("externaldata")
                        || (name.equals("evaluate") && !Plugins.all().isEmpty());
            case PLUG_IN -> Plugins.named(name).isPresent();
            case AGGREGATE -> AggregateFunctions.named(name).isPresent();
            case SCALAR_OPERATOR -> ScalarOperators.named(name).isPresent();
            case SCALAR_FUNCTION ->
                ScalarFunctions.named(name).isPresent()
                        || WindowFunctions.named(name).isPresent()
                        || TabularOperators.named(name).isPresent();
            case GRAPH_FUNCTION -> false;
        };
    }

    /** Where our own reference describes it. */
    String link() {
        if (kind != Kind.SCALAR_FUNCTION) {
            if (name.equals("externaldata")) {
                return "operators.md";
            }
            String shown = TabularOperators.named(name).map(o -> o.name()).orElse(name);
            return name.equals("evaluate") ? "plug-ins.md" : kind.ownPage + ".md#" + Markdown.anchor(shown);
        }
        return ScalarFunctions.families().entrySet().stream()
                .filter(family ->
                        family.getValue().stream().anyMatch(f -> f.name().equals(name)))
                .findFirst()
                .map(family -> ReferencePages.fileOf(family.getKey()) + "#" + Markdown.anchor(name))
                .orElse((WindowFunctions.named(name).isPresent() ? "windows.md#" : "operators.md#")
                        + Markdown.anchor(name));
    }
}
