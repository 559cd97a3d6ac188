package io.azdetect.kql.syntax;

import io.azdetect.kql.syntax.Expression.Argument;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.RealText;
import io.azdetect.kql.type.TimespanText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows a syntax tree as nested lists, operator first: {@code T | where a > 1 | take 5} is {@code (pipe T (where (> a 1))
 * (take 5))}. For people: to explain a query, and to read in tests.
 */
public final class SyntaxPrinter {
    private SyntaxPrinter() {}

    /** One line for each statement. */
    public static String print(Script script) {
        return script.statements().stream().map(SyntaxPrinter::print).collect(Collectors.joining("\n"));
    }

    /** One statement. */
    public static String print(Statement statement) {
        if (statement instanceof Statement.Query query) {
            return print(query.expression());
        }
        if (statement instanceof Statement.Let let) {
            return list("let", name(let.name()), print(let.value()));
        }
        if (statement instanceof Statement.Set set) {
            return list(
                    "set",
                    name(set.option()),
                    set.value().map(SyntaxPrinter::print).orElse(""));
        }
        if (statement instanceof Statement.DeclareParameters declare) {
            return list("declare", parameters(declare.parameters()));
        }
        Statement.LetFunction function = (Statement.LetFunction) statement;
        return list(
                "function",
                name(function.name()),
                function.view() ? "view" : "",
                parameters(function.parameters()),
                each(function.statements(), SyntaxPrinter::print),
                print(function.body()));
    }

    private static String parameters(List<Statement.Parameter> parameters) {
        return "(" + each(parameters, SyntaxPrinter::parameter) + ")";
    }

    private static String parameter(Statement.Parameter parameter) {
        String type = parameter
                .type()
                .map(KqlType::kustoName)
                .orElseGet(() -> "(" + each(parameter.columns(), SyntaxPrinter::column) + ")");
        return name(parameter.name())
                + ":"
                + type
                + parameter.defaultValue().map(value -> "=" + print(value)).orElse("");
    }

    private static String column(Statement.ColumnDeclaration column) {
        return name(column.name()) + ":" + column.type().kustoName();
    }

    /** An expression, a pipeline included. */
    public static String print(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal(literal);
        }
        if (expression instanceof Expression.NameReference reference) {
            return name(reference.name());
        }
        if (expression instanceof Expression.NamePattern pattern) {
            return pattern.pattern();
        }
        if (expression instanceof Expression.Call call) {
            return list("call", name(call.function()), each(call.arguments(), SyntaxPrinter::argument));
        }
        if (expression instanceof Expression.Unary unary) {
            return list(String.valueOf(unary.operator()), print(unary.operand()));
        }
        if (expression instanceof Expression.Binary binary) {
            return list(binary.operator().symbol(), print(binary.left()), print(binary.right()));
        }
        if (expression instanceof Expression.Membership in) {
            return list(in.operator().symbol(), print(in.left()), each(in.items(), SyntaxPrinter::print));
        }
        if (expression instanceof Expression.Between between) {
            return list(
                    between.negated() ? "!between" : "between",
                    print(between.value()),
                    print(between.low()),
                    print(between.high()));
        }
        if (expression instanceof Expression.Member member) {
            return list(".", print(member.target()), name(member.name()));
        }
        if (expression instanceof Expression.Index index) {
            return list("[]", print(index.target()), print(index.index()));
        }
        if (expression instanceof Expression.Pipe pipe) {
            return list("pipe", print(pipe.source()), each(pipe.operators(), SyntaxPrinter::print));
        }
        if (expression instanceof Expression.Datatable table) {
            return list(
                    "datatable",
                    "(" + each(table.columns(), SyntaxPrinter::column) + ")",
                    each(table.values(), SyntaxPrinter::print));
        }
        if (expression instanceof Expression.Print print) {
            return list("print", named(print.values()));
        }
        if (expression instanceof Expression.Range range) {
            return list("range", name(range.column()), print(range.from()), print(range.to()), print(range.step()));
        }
        if (expression instanceof Expression.Leading leading) {
            return print(leading.operator());
        }
        if (expression instanceof Expression.TypeOf typeOf) {
            return list("typeof", typeOf.type().kustoName());
        }
        return printRarer(expression);
    }

    private static String printRarer(Expression expression) {
        if (expression instanceof Expression.AnyColumn any) {
            return list(any.operator().symbol(), "*", print(any.value()));
        }
        if (expression instanceof Expression.TermMatch match) {
            return list(":", print(match.target()), print(match.term()));
        }
        if (expression instanceof Expression.QualifiedCall qualified) {
            return list(".", print(qualified.target()), print(qualified.call()));
        }
        if (expression instanceof Expression.ExternalData external) {
            return list(
                    "externaldata",
                    "(" + each(external.columns(), SyntaxPrinter::column) + ")",
                    each(external.addresses(), SyntaxPrinter::print),
                    properties(external.properties()));
        }
        return list("unsupported", "'" + ((Expression.Unsupported) expression).construct() + "'");
    }

    private static String argument(Argument argument) {
        return argument.name().map(name -> name(name) + "=").orElse("") + print(argument.value());
    }

    private static String literal(Expression.Literal literal) {
        Object value = literal.value();
        String type = literal.type().kustoName();
        if (value == null) {
            return type + "(null)";
        }
        return switch (literal.type()) {
            case BOOL, LONG -> value.toString();
            case REAL -> Double.isFinite((double) value) ? RealText.format((double) value) : "real(" + value + ")";
            case STRING -> quoted((String) value);
            case DATETIME -> type + "(" + DatetimeText.format((long) value) + ")";
            case TIMESPAN -> type + "(" + TimespanText.format((long) value) + ")";
            case INT, DECIMAL, GUID, DYNAMIC -> type + "(" + value + ")";
        };
    }

    private static String quoted(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "'";
    }

    /** A tabular operator. */
    public static String print(Operator operator) {
        if (operator instanceof Operator.Where where) {
            return list("where", print(where.predicate()));
        }
        if (operator instanceof Operator.Extend extend) {
            return list("extend", named(extend.columns()));
        }
        if (operator instanceof Operator.Project project) {
            return list("project", named(project.columns()));
        }
        if (operator instanceof Operator.ProjectAway away) {
            return list("project-away", each(away.columns(), SyntaxPrinter::print));
        }
        if (operator instanceof Operator.ProjectKeep keep) {
            return list("project-keep", each(keep.columns(), SyntaxPrinter::print));
        }
        if (operator instanceof Operator.ProjectRename rename) {
            return list("project-rename", named(rename.columns()));
        }
        if (operator instanceof Operator.ProjectReorder reorder) {
            return list("project-reorder", each(reorder.columns(), SyntaxPrinter::reorderItem));
        }
        if (operator instanceof Operator.Summarize summarize) {
            String keys = summarize.keys().isEmpty() ? "" : list("by", named(summarize.keys()));
            return list("summarize", named(summarize.aggregates()), keys);
        }
        if (operator instanceof Operator.Distinct distinct) {
            return list("distinct", named(distinct.columns()));
        }
        if (operator instanceof Operator.Count count) {
            return list("count", count.as().map(SyntaxPrinter::name).orElse(""));
        }
        if (operator instanceof Operator.Take take) {
            return list("take", print(take.count()));
        }
        if (operator instanceof Operator.Top top) {
            return list("top", print(top.count()), each(top.keys(), SyntaxPrinter::sortKey));
        }
        if (operator instanceof Operator.Sort sort) {
            return list("sort", each(sort.keys(), SyntaxPrinter::sortKey));
        }
        if (operator instanceof Operator.Join join) {
            return list("join", options(join.parameters()), print(join.right()), on(join.conditions()));
        }
        if (operator instanceof Operator.Lookup lookup) {
            return list("lookup", options(lookup.parameters()), print(lookup.right()), on(lookup.conditions()));
        }
        if (operator instanceof Operator.Union union) {
            return list("union", options(union.parameters()), each(union.tables(), SyntaxPrinter::print));
        }
        return printRarer(operator);
    }

    private static String printRarer(Operator operator) {
        if (operator instanceof Operator.MakeSeries series) {
            return list(
                    "make-series",
                    options(series.parameters()),
                    each(series.aggregates(), SyntaxPrinter::seriesAggregate),
                    list(
                            series.range() ? "range" : "on",
                            named(List.of(series.axis())),
                            series.from().map(SyntaxPrinter::print).orElse("from=none"),
                            series.to().map(SyntaxPrinter::print).orElse("to=none"),
                            print(series.step())),
                    series.keys().isEmpty() ? "" : list("by", named(series.keys())));
        }
        if (operator instanceof Operator.MvExpand expand) {
            return list(
                    "mv-expand",
                    options(expand.parameters()),
                    each(expand.columns(), SyntaxPrinter::expansion),
                    limit(expand.limit()));
        }
        if (operator instanceof Operator.MvApply apply) {
            return list(
                    "mv-apply",
                    options(apply.parameters()),
                    each(apply.columns(), SyntaxPrinter::expansion),
                    limit(apply.limit()),
                    list("on", each(apply.subquery(), SyntaxPrinter::print)));
        }
        if (operator instanceof Operator.Parse parse) {
            return list(
                    parse.filter() ? "parse-where" : "parse",
                    options(parse.parameters()),
                    print(parse.source()),
                    each(parse.pattern(), SyntaxPrinter::parsePart));
        }
        if (operator instanceof Operator.Serialize serialize) {
            return list("serialize", named(serialize.columns()));
        }
        if (operator instanceof Operator.Scan scan) {
            return list(
                    "scan",
                    options(scan.parameters()),
                    scan.order().isEmpty() ? "" : list("order", each(scan.order(), SyntaxPrinter::sortKey)),
                    scan.partition().isEmpty() ? "" : list("partition", each(scan.partition(), SyntaxPrinter::print)),
                    scan.declarations().isEmpty() ? "" : list("declare", parameters(scan.declarations())),
                    each(scan.steps(), SyntaxPrinter::step));
        }
        if (operator instanceof Operator.As as) {
            return list("as", name(as.name()));
        }
        if (operator instanceof Operator.Render render) {
            return list("render", render.visualization(), options(render.properties()));
        }
        if (operator instanceof Operator.GetSchema schema) {
            return list("getschema", schema.kind().orElse(""));
        }
        if (operator instanceof Operator.Invoke invoke) {
            return list("invoke", print(invoke.call()));
        }
        if (operator instanceof Operator.Evaluate evaluate) {
            String schema = evaluate.schema()
                    .map(s -> ":(" + words(s.keepsInput() ? "*" : "", each(s.columns(), SyntaxPrinter::column)) + ")")
                    .orElse("");
            return list("evaluate", options(evaluate.parameters()), print(evaluate.plugin()), schema);
        }
        return printRarest(operator);
    }

    private static String printRarest(Operator operator) {
        if (operator instanceof Operator.ParseKv parse) {
            return list(
                    "parse-kv",
                    print(parse.source()),
                    "(" + each(parse.keys(), SyntaxPrinter::column) + ")",
                    properties(parse.properties()));
        }
        if (operator instanceof Operator.Search search) {
            return list(
                    "search",
                    search.kind().map(kind -> "kind=" + kind).orElse(""),
                    in(search.tables()),
                    search.predicate().map(SyntaxPrinter::print).orElse("*"));
        }
        if (operator instanceof Operator.Find find) {
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
        if (operator instanceof Operator.Partition partition) {
            return list(
                    "partition",
                    options(partition.parameters()),
                    name(partition.column()),
                    each(partition.subquery(), SyntaxPrinter::print),
                    partition.query().map(SyntaxPrinter::print).orElse(""));
        }
        if (operator instanceof Operator.TopNested nested) {
            return list("top-nested", each(nested.levels(), SyntaxPrinter::level));
        }
        if (operator instanceof Operator.TopHitters hitters) {
            return list(
                    "top-hitters",
                    print(hitters.count()),
                    print(hitters.column()),
                    hitters.by().map(SyntaxPrinter::print).orElse(""));
        }
        if (operator instanceof Operator.Sample sample) {
            return list("sample", print(sample.count()));
        }
        if (operator instanceof Operator.SampleDistinct sample) {
            return list("sample-distinct", print(sample.count()), print(sample.column()));
        }
        if (operator instanceof Operator.Fork fork) {
            return list(
                    "fork",
                    each(
                            fork.branches(),
                            branch -> list(
                                    branch.name().map(SyntaxPrinter::name).orElse("_"),
                                    each(branch.operators(), SyntaxPrinter::print))));
        }
        if (operator instanceof Operator.Facet facet) {
            String with = facet.with().isEmpty() ? "" : list("with", each(facet.with(), SyntaxPrinter::print));
            return list("facet", each(facet.columns(), SyntaxPrinter::name), with);
        }
        if (operator instanceof Operator.Consume) {
            return list("consume");
        }
        if (operator instanceof Operator.ProjectByNames project) {
            return list("project-by-names", each(project.specifiers(), SyntaxPrinter::print));
        }
        return list("unsupported", "'" + ((Operator.Unsupported) operator).name() + "'");
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

    private static String properties(List<Operator.Property> properties) {
        return each(properties, property -> property.name() + "=" + quoted(property.value()));
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

    private static String named(List<NamedExpression> expressions) {
        return each(expressions, SyntaxPrinter::named);
    }

    private static String named(NamedExpression expression) {
        String value = print(expression.expression());
        return switch (expression.names().size()) {
            case 0 -> value;
            case 1 -> list("=", name(expression.names().get(0)), value);
            default -> list("=", "(" + each(expression.names(), SyntaxPrinter::name) + ")", value);
        };
    }

    private static String name(Name name) {
        return name.text().matches("[\\p{L}_$][\\p{L}\\p{Nd}_$]*") ? name.text() : "[" + quoted(name.text()) + "]";
    }

    private static <T> String each(Collection<T> parts, Function<T, String> print) {
        return parts.stream().map(print).collect(Collectors.joining(" "));
    }

    private static String list(String head, String... parts) {
        return "(" + words(Stream.concat(Stream.of(head), Stream.of(parts)).toArray(String[]::new)) + ")";
    }

    private static String words(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }
}
