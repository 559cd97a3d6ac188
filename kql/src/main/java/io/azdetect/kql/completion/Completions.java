package io.azdetect.kql.completion;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.bind.Binder;
import io.azdetect.kql.completion.Completion.Kind;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.function.Plugins;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.function.TabularOperator;
import io.azdetect.kql.function.TabularOperators;
import io.azdetect.kql.function.WindowFunctions;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.syntax.CursorContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What may be written at a place in an unfinished query. The grammar says which words fit there, and binding the text before
 * it says which columns there are.
 *
 * @param word the word at the place, as far as it is written, which a choice replaces
 * @param choices what begins as the word does, case aside: columns first, and each kind by name
 */
public record Completions(Span word, List<Completion> choices) {
    /** More operators than this stand before no place that a person writes at. */
    private static final int MOST_ATTEMPTS = 20;

    private static final Set<String> AGGREGATING = Set.of("summarize", "make-series", "top-nested");
    private static final Set<String> LEADING = Set.of("union", "search", "find", "evaluate");
    private static final Set<String> STATEMENTS = Set.of("let", "set", "declare");

    public Completions {
        choices = List.copyOf(choices);
    }

    /**
     * The completions at a place.
     *
     * @param text the query, wrong or unfinished as it may be
     * @param offset the place, from 0 to the length of the text
     * @param schema the tables that there are
     * @param options what compiling needs; a probe in it is not asked
     */
    public static Completions at(String text, int offset, DatabaseSchema schema, CompileOptions options) {
        return CursorContext.at(text, offset)
                .map(context -> new Finder(context, schema, CompileOptions.at(options.now())).find(text))
                .orElseGet(() -> new Completions(new Span(offset, offset), List.of()));
    }

    /** Where the word at a place begins, which a completion would replace. */
    public static int wordStart(String text, int offset) {
        return CursorContext.wordStart(text.substring(0, offset));
    }

    /** Gathers what fits at one place. */
    private static final class Finder {
        private final CursorContext context;
        private final DatabaseSchema schema;
        private final CompileOptions options;
        private final List<Completion> found = new ArrayList<>();

        Finder(CursorContext context, DatabaseSchema schema, CompileOptions options) {
            this.context = context;
            this.schema = schema;
            this.options = options;
        }

        Completions find(String text) {
            Span word = context.word();
            String begun = text.substring(word.start(), word.end()).toLowerCase(Locale.ROOT);
            gather();
            return new Completions(
                    word,
                    found.stream()
                            .filter(c -> c.text().toLowerCase(Locale.ROOT).startsWith(begun))
                            .distinct()
                            .sorted(Comparator.comparing(Completion::kind).thenComparing(Completion::text))
                            .toList());
        }

        private void gather() {
            if (context.takesOperator()) {
                operators();
            } else if (context.owner().isPresent()) {
                properties(context.owner().get());
            } else if (context.option().isPresent()) {
                values(context.option().get());
            } else if (context.takesPlugin()) {
                plugins();
            } else {
                names();
                words();
            }
        }

        private void operators() {
            TabularOperators.all().stream()
                    .filter(operator -> !STATEMENTS.contains(operator.name()))
                    .filter(operator -> context.words().contains(operator.name()))
                    .forEach(operator -> add(operator.name(), Kind.OPERATOR, operator.documentation()));
        }

        private void plugins() {
            Plugins.all().forEach(plugin -> add(plugin.name() + "(", Kind.PLUGIN, plugin.documentation()));
        }

        private void properties(String owner) {
            switch (owner) {
                case "$left" -> columns(columns());
                case "$right" -> columns(rightColumns());
                default -> {} // What a dynamic value holds is not known before it is read.
            }
        }

        private void values(String option) {
            if (option.equals("kind")
                    && context.operator().filter("join"::equals).isPresent()) {
                Binder.joinKinds().forEach(kind -> add(kind, Kind.WORD, ""));
            }
        }

        private void names() {
            if (!context.takesName()) {
                return;
            }
            context.declared().forEach(name -> add(name, Kind.VARIABLE, ""));
            if (context.takesTable() || context.takesTableToo()) {
                schema.tableNames().forEach(name -> add(name, Kind.TABLE, ""));
            }
            if (context.takesTable()) {
                return;
            }
            columns(context.isBehindOn() ? commonColumns() : columns());
            ScalarFunctions.all().forEach(f -> add(f.name() + "(", Kind.FUNCTION, f.documentation()));
            WindowFunctions.all().forEach(f -> add(f.name() + "(", Kind.FUNCTION, f.documentation()));
            if (context.operator().filter(AGGREGATING::contains).isPresent()) {
                AggregateFunctions.all().forEach(f -> add(f.name() + "(", Kind.AGGREGATE, f.documentation()));
            }
        }

        private void words() {
            for (String word : context.words()) {
                if (!context.takesTable() || STATEMENTS.contains(word)) {
                    add(word, Kind.WORD, "");
                } else {
                    TabularOperators.named(word)
                            .filter(Finder::isSource)
                            .ifPresent(operator -> add(word, Kind.OPERATOR, operator.documentation()));
                }
            }
        }

        private static boolean isSource(TabularOperator operator) {
            return TabularOperators.families().get("Sources").contains(operator) || LEADING.contains(operator.name());
        }

        private void columns(List<Column> columns) {
            columns.forEach(column ->
                    add(written(column.name()), Kind.COLUMN, column.type().kustoName()));
        }

        private static String written(String name) {
            return name.matches("[\\p{L}_$][\\p{L}\\p{Nd}_$]*") ? name : "['" + name.replace("'", "\\'") + "']";
        }

        /** The columns before the operator that the place is in; where an operator is wrong, those before that. */
        private List<Column> columns() {
            return context.pipelines().stream()
                    .limit(MOST_ATTEMPTS)
                    .map(this::columns)
                    .filter(columns -> !columns.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }

        private List<Column> rightColumns() {
            return context.rightTable().map(this::columns).orElse(List.of());
        }

        private List<Column> commonColumns() {
            List<Column> right = rightColumns();
            return columns().stream().filter(right::contains).toList();
        }

        private List<Column> columns(String pipeline) {
            try {
                return KqlCompiler.compile(context.declarations() + pipeline, schema, options)
                        .columns();
            } catch (KqlException e) {
                return List.of();
            }
        }

        private void add(String text, Kind kind, String description) {
            found.add(new Completion(text, kind, description));
        }
    }
}
