package io.azdetect.cli.reference;

import static io.azdetect.cli.reference.Markdown.block;
import static io.azdetect.cli.reference.Markdown.cell;
import static io.azdetect.cli.reference.Markdown.code;

import io.azdetect.catalog.DetectionError;
import io.azdetect.catalog.LintRule;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.function.AggregateFunction;
import io.azdetect.kql.function.AggregateFunctions;
import io.azdetect.kql.function.ExampleQuery;
import io.azdetect.kql.function.LiteralForm;
import io.azdetect.kql.function.LiteralForms;
import io.azdetect.kql.function.Plugin;
import io.azdetect.kql.function.Plugins;
import io.azdetect.kql.function.ScalarFunction;
import io.azdetect.kql.function.ScalarFunctions;
import io.azdetect.kql.function.ScalarOperators;
import io.azdetect.kql.function.Signature;
import io.azdetect.kql.function.TabularOperator;
import io.azdetect.kql.function.TabularOperators;
import io.azdetect.kql.function.WindowFunctions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the pages of {@code docs/kql} from the declarations. */
final class ReferencePages {
    static final String NOTICE = "<!-- Written by ./test --docs from the declarations; change those. -->\n\n";

    private ReferencePages() {}

    /** Every page by its file's name. */
    static Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        ScalarFunctions.families().forEach((title, family) -> pages.put(fileOf(title), functions(title, family)));
        pages.put("aggregates.md", aggregates());
        pages.put("windows.md", windows());
        pages.put("operators.md", operators());
        pages.put("plug-ins.md", plugins());
        pages.put("scalar-operators.md", scalarOperators());
        pages.put("literals.md", literals());
        pages.put("diagnostics.md", diagnostics());
        pages.put("supported.md", new SupportPage().write());
        pages.put("README.md", index());
        return pages;
    }

    /** The page of a family of scalar functions. */
    static String fileOf(String family) {
        return "functions-" + family.toLowerCase(Locale.ROOT).replace(' ', '-') + ".md";
    }

    private static String index() {
        StringBuilder page = start(
                "KQL",
                "The Kusto Query Language as this engine runs it. Every example on these pages runs as a test, and gives"
                        + " what it says here.");
        page.append("- [What runs, and what is refused](supported.md)\n")
                .append("- [Statements and tabular operators](operators.md)\n")
                .append("- [Plug-ins](plug-ins.md)\n")
                .append("- [Aggregates](aggregates.md)\n")
                .append("- [Functions over windows of rows](windows.md)\n")
                .append("- [Operators between values](scalar-operators.md)\n")
                .append("- [Data types and literals](literals.md)\n")
                .append("- Scalar functions: ")
                .append(ScalarFunctions.families().keySet().stream()
                        .map(title -> "[" + title.toLowerCase(Locale.ROOT) + "](" + fileOf(title) + ")")
                        .collect(Collectors.joining(", ")))
                .append("\n- [Diagnostics](diagnostics.md)\n");
        return page.toString();
    }

    private static StringBuilder start(String title, String about) {
        return new StringBuilder(NOTICE)
                .append("# ")
                .append(title)
                .append("\n\n")
                .append(about)
                .append("\n\n");
    }

    private static String functions(String title, List<ScalarFunction> family) {
        StringBuilder page = start("Functions: " + title.toLowerCase(Locale.ROOT), signatureNote());
        for (ScalarFunction function : sorted(family, ScalarFunction::name)) {
            function(page, function.name(), function.documentation(), function.signatures());
            page.append("Example: ").append(example(function.example(), function.result()));
        }
        return page.toString();
    }

    private static String signatureNote() {
        return "A parameter in brackets may be left out, `...` takes one or more. `scalar` is a value of any type, `text` any"
                + " value as its text, `T` one type for all; `same` is the first argument's type.";
    }

    private static String aggregates() {
        StringBuilder page = start(
                "Aggregates",
                "What `summarize` may call. " + signatureNote() + "\n\nThe examples are about this table:\n\n"
                        + block(AggregateFunctions.SAMPLE));
        for (AggregateFunction function : sorted(AggregateFunctions.all(), AggregateFunction::name)) {
            function(page, function.name(), function.documentation(), function.signatures());
            page.append("Example: ").append(example(function.example(), function.result()));
        }
        return page.toString();
    }

    private static String windows() {
        StringBuilder page = start(
                "Functions over windows of rows",
                "What they give depends on the rows before or behind, so the rows need an order that `sort`, `top`,"
                        + " `serialize`, `range` and the like settle. " + signatureNote()
                        + "\n\nThe examples are about this table, and give a value for each of its rows:\n\n"
                        + block(WindowFunctions.SAMPLE));
        for (ScalarFunction function : sorted(WindowFunctions.all(), ScalarFunction::name)) {
            function(page, function.name(), function.documentation(), function.signatures());
            page.append("Example: ").append(example(function.example(), function.result()));
        }
        return page.toString();
    }

    private static void function(StringBuilder page, String name, String documentation, List<Signature> signatures) {
        page.append("## ").append(name).append("\n\n").append(documentation).append("\n\n");
        page.append(block(signatures.stream().map(Signature::toString).collect(Collectors.joining("\n"))))
                .append('\n');
    }

    private static String example(String expression, String result) {
        return code(expression) + " is " + (result.isEmpty() ? "the empty text" : code(result)) + "\n\n";
    }

    private static String operators() {
        StringBuilder page = start(
                "Statements and tabular operators",
                "`T` is the input of an operator, `[…]` may be left out, `a|b` is a choice, `…` stands for more of the"
                        + " same. `hint.` options are taken and change nothing.");
        for (Map.Entry<String, List<TabularOperator>> family :
                TabularOperators.families().entrySet()) {
            page.append("## ").append(family.getKey()).append("\n\n");
            for (TabularOperator operator : family.getValue()) {
                String synonyms = operator.synonyms().isEmpty()
                        ? ""
                        : " Also called "
                                + operator.synonyms().stream()
                                        .map(Markdown::code)
                                        .collect(Collectors.joining(", "))
                                + ".";
                operator(page, "### " + operator.name(), operator.documentation() + synonyms, operator.syntax());
                example(page, operator.example());
            }
        }
        return page.toString();
    }

    private static String plugins() {
        StringBuilder page =
                start("Plug-ins", "What `T | evaluate …` may call. Brackets are around what may be left out.");
        for (Plugin plugin : sorted(Plugins.all(), Plugin::name)) {
            operator(page, "## " + plugin.name(), plugin.documentation(), plugin.syntax());
            example(page, plugin.example());
        }
        return page.toString();
    }

    private static void operator(StringBuilder page, String heading, String documentation, String syntax) {
        page.append(heading).append("\n\n").append(documentation).append("\n\n");
        page.append(block(syntax)).append('\n');
    }

    private static void example(StringBuilder page, ExampleQuery example) {
        page.append("Example:\n\n").append(block(example.query())).append('\n');
        boolean heading = true;
        for (String line : example.result().lines().toList()) {
            if (line.equals("-- then")) {
                page.append("\nand then\n\n");
                heading = true;
                continue;
            }
            page.append(row(line));
            if (heading) {
                page.append(line.replaceAll("[^|]+", " --- ").replaceAll("^|$", "|"))
                        .append('\n');
                heading = false;
            }
        }
        page.append('\n');
    }

    private static String row(String line) {
        return Stream.of(line.split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .map(cell -> cell.equals("\"\"") ? "" : cell)
                        .collect(Collectors.joining(" | ", "| ", " |"))
                + "\n";
    }

    private static String scalarOperators() {
        StringBuilder page = start(
                "Operators between values",
                "A term is a run of letters and digits. *In any case* compares letters without regard to upper and lower"
                        + " case.");
        ScalarOperators.families().forEach((title, family) -> {
            page.append("## ").append(title).append("\n\n| | | example | is |\n| --- | --- | --- | --- |\n");
            family.forEach(operator -> page.append("| " + cell(operator.name()) + " | " + operator.documentation()
                    + " | " + cell(operator.example()) + " | " + cell(operator.result()) + " |\n"));
            page.append('\n');
        });
        return page.toString();
    }

    private static String literals() {
        StringBuilder page =
                start("Data types and literals", "A text is never null: an absent one is empty. All times are UTC.");
        page.append("| type | written | example | is |\n| --- | --- | --- | --- |\n");
        for (LiteralForm form : LiteralForms.all()) {
            page.append("| " + form.type().kustoName() + " | " + form.documentation() + " | " + cell(form.example())
                    + " | " + cell(form.result()) + " |\n");
        }
        return page.toString();
    }

    private static String diagnostics() {
        StringBuilder page = start(
                "Diagnostics",
                "What `azdetect check` and every other command say of a query that does not compile or run. The codes"
                        + " are stable: scripts may name them.");
        page.append("| code | what it says |\n| --- | --- |\n");
        for (Diagnostic.Code code : Diagnostic.Code.values()) {
            page.append("| ")
                    .append(code.id())
                    .append(" | ")
                    .append(code.meaning())
                    .append(" |\n");
        }
        page.append("| ")
                .append(DetectionError.CODE)
                .append(" | ")
                .append(DetectionError.MEANING)
                .append(" |\n");
        for (LintRule rule : LintRule.values()) {
            page.append("| ")
                    .append(rule.code())
                    .append(" | ")
                    .append(rule.meaning())
                    .append(" ")
                    .append(rule.advice())
                    .append(" |\n");
        }
        return page.toString();
    }

    private static <T> List<T> sorted(Iterable<T> declarations, Function<T, String> name) {
        List<T> sorted = new ArrayList<>();
        declarations.forEach(sorted::add);
        sorted.sort(Comparator.comparing(name));
        return sorted;
    }
}
