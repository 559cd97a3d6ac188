package io.azdetect.kql.syntax;

import static io.azdetect.kql.syntax.SyntaxPrinter.column;
import static io.azdetect.kql.syntax.SyntaxPrinter.each;
import static io.azdetect.kql.syntax.SyntaxPrinter.list;
import static io.azdetect.kql.syntax.SyntaxPrinter.name;
import static io.azdetect.kql.syntax.SyntaxPrinter.named;
import static io.azdetect.kql.syntax.SyntaxPrinter.parameters;
import static io.azdetect.kql.syntax.SyntaxPrinter.print;
import static io.azdetect.kql.syntax.SyntaxPrinter.properties;
import static io.azdetect.kql.syntax.SyntaxPrinter.quoted;
import static io.azdetect.kql.syntax.SyntaxPrinter.words;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tabular operators as {@link SyntaxPrinter} shows them. */
final class OperatorPrinter implements OperatorVisitor<String> {
    static final OperatorPrinter INSTANCE = new OperatorPrinter();

    private OperatorPrinter() {}

    @Override
    public String visit(Operator.Where where) {
        return list("where", print(where.predicate()));
    }

    @Override
    public String visit(Operator.Extend extend) {
        return list("extend", named(extend.columns()));
    }

    @Override
    public String visit(Operator.Project project) {
        return list("project", named(project.columns()));
    }

    @Override
    public String visit(Operator.ProjectAway away) {
        return list("project-away", each(away.columns(), SyntaxPrinter::print));
    }

    @Override
    public String visit(Operator.ProjectKeep keep) {
        return list("project-keep", each(keep.columns(), SyntaxPrinter::print));
    }

    @Override
    public String visit(Operator.ProjectRename rename) {
        return list("project-rename", named(rename.columns()));
    }

    @Override
    public String visit(Operator.ProjectReorder reorder) {
        return list("project-reorder", each(reorder.columns(), OperatorPrinter::reorderItem));
    }

    @Override
    public String visit(Operator.Summarize summarize) {
        String keys = summarize.keys().isEmpty() ? "" : list("by", named(summarize.keys()));
        return list("summarize", named(summarize.aggregates()), keys);
    }

    @Override
    public String visit(Operator.Distinct distinct) {
        return list("distinct", named(distinct.columns()));
    }

    @Override
    public String visit(Operator.Count count) {
        return list("count", count.as().map(SyntaxPrinter::name).orElse(""));
    }

    @Override
    public String visit(Operator.Take take) {
        return list("take", print(take.count()));
    }

    @Override
    public String visit(Operator.Top top) {
        return list("top", print(top.count()), each(top.keys(), OperatorPrinter::sortKey));
    }

    @Override
    public String visit(Operator.Sort sort) {
        return list("sort", each(sort.keys(), OperatorPrinter::sortKey));
    }

    @Override
    public String visit(Operator.Join join) {
        return list("join", options(join.parameters()), print(join.right()), on(join.conditions()));
    }

    @Override
    public String visit(Operator.Lookup lookup) {
        return list("lookup", options(lookup.parameters()), print(lookup.right()), on(lookup.conditions()));
    }

    @Override
    public String visit(Operator.Union union) {
        return list("union", options(union.parameters()), each(union.tables(), SyntaxPrinter::print));
    }

    @Override
    public String visit(Operator.MakeSeries series) {
        return list(
                "make-series",
                options(series.parameters()),
                each(series.aggregates(), OperatorPrinter::seriesAggregate),
                list(
                        series.range() ? "range" : "on",
                        named(List.of(series.axis())),
                        series.from().map(SyntaxPrinter::print).orElse("from=none"),
                        series.to().map(SyntaxPrinter::print).orElse("to=none"),
                        print(series.step())),
                series.keys().isEmpty() ? "" : list("by", named(series.keys())));
    }

    @Override
    public String visit(Operator.MvExpand expand) {
        return list(
                "mv-expand",
                options(expand.parameters()),
                each(expand.columns(), OperatorPrinter::expansion),
                limit(expand.limit()));
    }

    @Override
    public String visit(Operator.MvApply apply) {
        return list(
                "mv-apply",
                options(apply.parameters()),
                each(apply.columns(), OperatorPrinter::expansion),
                limit(apply.limit()),
                list("on", each(apply.subquery(), SyntaxPrinter::print)));
    }

    @Override
    public String visit(Operator.Parse parse) {
        return list(
                parse.filter() ? "parse-where" : "parse",
                options(parse.parameters()),
                print(parse.source()),
                each(parse.pattern(), OperatorPrinter::parsePart));
    }

    @Override
    public String visit(Operator.Serialize serialize) {
        return list("serialize", named(serialize.columns()));
    }

    @Override
    public String visit(Operator.Scan scan) {
        return list(
                "scan",
                options(scan.parameters()),
                scan.order().isEmpty() ? "" : list("order", each(scan.order(), OperatorPrinter::sortKey)),
                scan.partition().isEmpty() ? "" : list("partition", each(scan.partition(), SyntaxPrinter::print)),
                scan.declarations().isEmpty() ? "" : list("declare", parameters(scan.declarations())),
                each(scan.steps(), OperatorPrinter::step));
    }

    @Override
    public String visit(Operator.As as) {
        return list("as", name(as.name()));
    }

    @Override
    public String visit(Operator.Render render) {
        return list("render", render.visualization(), options(render.properties()));
    }

    @Override
    public String visit(Operator.GetSchema schema) {
        return list("getschema", schema.kind().orElse(""));
    }

    @Override
    public String visit(Operator.Invoke invoke) {
        return list("invoke", print(invoke.call()));
    }

    @Override
    public String visit(Operator.Evaluate evaluate) {
        String schema = evaluate.schema()
                .map(s -> ":(" + words(s.keepsInput() ? "*" : "", each(s.columns(), SyntaxPrinter::column)) + ")")
                .orElse("");
        return list("evaluate", options(evaluate.parameters()), print(evaluate.plugin()), schema);
    }

    @Override
    public String visit(Operator.Reduce reduce) {
        return list(
                "reduce",
                reduce.kind().map(kind -> "kind=" + kind).orElse(""),
                named(reduce.value()),
                properties(reduce.properties()));
    }

    @Override
    public String visit(Operator.ParseKv parse) {
        return list(
                "parse-kv",
                print(parse.source()),
                "(" + each(parse.keys(), SyntaxPrinter::column) + ")",
                properties(parse.properties()));
    }

    @Override
    public String visit(Operator.Search search) {
        return list(
                "search",
                search.kind().map(kind -> "kind=" + kind).orElse(""),
                in(search.tables()),
                search.predicate().map(SyntaxPrinter::print).orElse("*"));
    }

    @Override
    public String visit(Operator.Find find) {
        String columns = words(
                each(
                        find.columns(),
                        column -> name(column.name())
                                + column.type()
                                        .map(type -> ":" + type.kustoName())
                                        .orElse("")),
                find.packs() ? "(pack *)" : "");
        return list(
                "find",
                find.source().map(name -> "withsource=" + name(name)).orElse(""),
                in(find.tables()),
                print(find.predicate()),
                columns.isEmpty() ? "" : list("project", columns));
    }

    @Override
    public String visit(Operator.Partition partition) {
        return list(
                "partition",
                options(partition.parameters()),
                name(partition.column()),
                each(partition.subquery(), SyntaxPrinter::print),
                partition.query().map(SyntaxPrinter::print).orElse(""));
    }

    @Override
    public String visit(Operator.TopNested nested) {
        return list("top-nested", each(nested.levels(), OperatorPrinter::level));
    }

    @Override
    public String visit(Operator.TopHitters hitters) {
        return list(
                "top-hitters",
                print(hitters.count()),
                print(hitters.column()),
                hitters.by().map(SyntaxPrinter::print).orElse(""));
    }

    @Override
    public String visit(Operator.Sample sample) {
        return list("sample", print(sample.count()));
    }

    @Override
    public String visit(Operator.SampleDistinct sample) {
        return list("sample-distinct", print(sample.count()), print(sample.column()));
    }

    @Override
    public String visit(Operator.Fork fork) {
        return list(
                "fork",
                each(
                        fork.branches(),
                        branch -> list(
                                branch.name().map(SyntaxPrinter::name).orElse("_"),
                                each(branch.operators(), SyntaxPrinter::print))));
    }

    @Override
    public String visit(Operator.Facet facet) {
        String with = facet.with().isEmpty() ? "" : list("with", each(facet.with(), SyntaxPrinter::print));
        return list("facet", each(facet.columns(), SyntaxPrinter::name), with);
    }

    @Override
    public String visit(Operator.Consume consume) {
        return list("consume");
    }

    @Override
    public String visit(Operator.ProjectByNames project) {
        return list("project-by-names", each(project.specifiers(), SyntaxPrinter::print));
    }

    @Override
    public String visit(Operator.Unsupported unsupported) {
        return list("unsupported", "'" + unsupported.name() + "'");
    }

    private static String level(Operator.TopNestedLevel level) {
        return list(
                level.count().map(SyntaxPrinter::print).orElse("all"),
                named(level.key()),
                level.others().map(others -> list("others", print(others))).orElse(""),
                list(level.ascending() ? "asc" : "desc", named(level.aggregate())));
    }

    private static String in(List<Expression> tables) {
        return tables.isEmpty() ? "" : list("in", each(tables, SyntaxPrinter::print));
    }

    private static String step(Operator.ScanStep step) {
        return list(
                "step",
                name(step.name()),
                step.output().orElse(""),
                print(step.condition()),
                each(step.assignments(), a -> list("=", name(a.column()), print(a.value()))));
    }

    private static String seriesAggregate(Operator.SeriesAggregate item) {
        String aggregate = named(List.of(item.aggregate()));
        return item.fallback()
                .map(fallback -> list("default", aggregate, print(fallback)))
                .orElse(aggregate);
    }

    private static String reorderItem(Operator.ReorderItem item) {
        return item.order().map(order -> list(order, print(item.column()))).orElseGet(() -> print(item.column()));
    }

    private static String sortKey(Operator.SortKey key) {
        String order =
                key.ascending().map(ascending -> ascending ? "asc" : "desc").orElse("");
        String nulls = key.nullsFirst()
                .map(first -> first ? "nulls-first" : "nulls-last")
                .orElse("");
        String expression = named(key.expression());
        return order.isEmpty() && nulls.isEmpty() ? expression : "(" + words(order, nulls, expression) + ")";
    }

    private static String expansion(Operator.Expansion expansion) {
        String expression = named(expansion.expression());
        return expansion
                .type()
                .map(type -> list("to", type.kustoName(), expression))
                .orElse(expression);
    }

    private static String parsePart(Operator.ParsePart part) {
        if (part instanceof Operator.ParsePart.Text text) {
            return quoted(text.text());
        }
        if (part instanceof Operator.ParsePart.Capture capture) {
            return capture.typed()
                    ? column(capture.column())
                    : name(capture.column().name());
        }
        return "*";
    }

    private static String limit(Optional<Expression> limit) {
        return limit.map(count -> list("limit", print(count))).orElse("");
    }

    private static String on(List<Expression> conditions) {
        return conditions.isEmpty() ? "" : list("on", each(conditions, SyntaxPrinter::print));
    }

    private static String options(Map<String, String> options) {
        return options.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(" "));
    }
}
