package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds tabular operators from the parse tree. */
final class OperatorBuilder extends KqlGrammarBaseVisitor<Operator> {
    private final ExpressionBuilder expressions;

    OperatorBuilder(ExpressionBuilder expressions) {
        this.expressions = expressions;
    }

    /** What a pipeline begins with. */
    Expression source(KqlGrammar.SourceContext context) {
        if (context instanceof KqlGrammar.ExpressionSourceContext source) {
            return expressions.expression(source.expression());
        }
        if (context instanceof KqlGrammar.PrintSourceContext print) {
            return new Expression.Print(expressions.named(print.namedExpression()), Spans.of(print));
        }
        if (context instanceof KqlGrammar.RangeSourceContext range) {
            List<Expression> bounds = expressions.expressions(range.expression());
            return new Expression.Range(
                    Names.of(range.name()), bounds.get(0), bounds.get(1), bounds.get(2), Spans.of(range));
        }
        if (context instanceof KqlGrammar.LeadingSourceContext leading) {
            return new Expression.Leading(leading.getChild(0).accept(this));
        }
        return new Expression.Leading(unsupported(context));
    }

    @Override
    public Operator visitWhereOperator(KqlGrammar.WhereOperatorContext context) {
        return new Operator.Where(expressions.expression(context.expression()), Spans.of(context));
    }

    @Override
    public Operator visitExtendOperator(KqlGrammar.ExtendOperatorContext context) {
        return new Operator.Extend(expressions.named(context.namedExpression()), Spans.of(context));
    }

    @Override
    public Operator visitProjectOperator(KqlGrammar.ProjectOperatorContext context) {
        return new Operator.Project(expressions.named(context.namedExpression()), Spans.of(context));
    }

    @Override
    public Operator visitProjectAwayOperator(KqlGrammar.ProjectAwayOperatorContext context) {
        return new Operator.ProjectAway(patterns(context.namePattern()), Spans.of(context));
    }

    @Override
    public Operator visitProjectKeepOperator(KqlGrammar.ProjectKeepOperatorContext context) {
        return new Operator.ProjectKeep(patterns(context.namePattern()), Spans.of(context));
    }

    @Override
    public Operator visitProjectRenameOperator(KqlGrammar.ProjectRenameOperatorContext context) {
        return new Operator.ProjectRename(expressions.named(context.namedExpression()), Spans.of(context));
    }

    @Override
    public Operator visitProjectReorderOperator(KqlGrammar.ProjectReorderOperatorContext context) {
        List<Operator.ReorderItem> items =
                context.reorderItem().stream().map(OperatorBuilder::reorderItem).toList();
        return new Operator.ProjectReorder(items, Spans.of(context));
    }

    private static Operator.ReorderItem reorderItem(KqlGrammar.ReorderItemContext context) {
        Optional<String> order = context.getChildCount() == 1
                ? Optional.empty()
                : Optional.of(context.getChild(1).getText());
        return new Operator.ReorderItem(Names.of(context.namePattern()), order);
    }

    @Override
    public Operator visitSummarizeOperator(KqlGrammar.SummarizeOperatorContext context) {
        List<KqlGrammar.NamedExpressionContext> all = context.namedExpression();
        int by = context.BY() == null
                ? all.size()
                : (int) all.stream()
                        .filter(e -> e.getStart().getTokenIndex()
                                < context.BY().getSymbol().getTokenIndex())
                        .count();
        return new Operator.Summarize(
                expressions.named(all.subList(0, by)),
                expressions.named(all.subList(by, all.size())),
                Spans.of(context));
    }

    @Override
    public Operator visitDistinctOperator(KqlGrammar.DistinctOperatorContext context) {
        List<NamedExpression> columns = context.distinctColumn().stream()
                .map(column -> column.STAR() == null
                        ? expressions.named(column.namedExpression())
                        : new NamedExpression(List.of(), new Expression.NamePattern("*", Spans.of(column))))
                .toList();
        return new Operator.Distinct(columns, Spans.of(context));
    }

    @Override
    public Operator visitCountOperator(KqlGrammar.CountOperatorContext context) {
        return new Operator.Count(Optional.ofNullable(context.name()).map(Names::of), Spans.of(context));
    }

    @Override
    public Operator visitTakeOperator(KqlGrammar.TakeOperatorContext context) {
        return new Operator.Take(expressions.expression(context.expression()), Spans.of(context));
    }

    @Override
    public Operator visitTopOperator(KqlGrammar.TopOperatorContext context) {
        Expression count = expressions.expression(context.expression());
        return new Operator.Top(count, List.of(sortKey(context.sortKey())), Spans.of(context));
    }

    @Override
    public Operator visitSortOperator(KqlGrammar.SortOperatorContext context) {
        List<Operator.SortKey> keys =
                context.sortKey().stream().map(this::sortKey).toList();
        return new Operator.Sort(keys, Spans.of(context));
    }

    private Operator.SortKey sortKey(KqlGrammar.SortKeyContext context) {
        TerminalNode granny = context.GRANNY_ASC() == null ? context.GRANNY_DESC() : context.GRANNY_ASC();
        if (granny != null) {
            throw ExpressionBuilder.unsupported("sorting '" + granny.getText() + "'", Spans.of(granny));
        }
        Optional<Boolean> ascending =
                context.ASC() == null && context.DESC() == null ? Optional.empty() : Optional.of(context.ASC() != null);
        Optional<Boolean> nullsFirst =
                context.NULLS() == null ? Optional.empty() : Optional.of(context.FIRST() != null);
        return new Operator.SortKey(expressions.named(context.namedExpression()), ascending, nullsFirst);
    }

    @Override
    public Operator visitJoinOperator(KqlGrammar.JoinOperatorContext context) {
        if (context.WHERE() != null) {
            throw ExpressionBuilder.unsupported("'join … where'", Spans.of(context.WHERE()));
        }
        List<Expression> all = expressions.expressions(context.expression());
        return new Operator.Join(options(context.option()), all.get(0), all.subList(1, all.size()), Spans.of(context));
    }

    @Override
    public Operator visitLookupOperator(KqlGrammar.LookupOperatorContext context) {
        List<Expression> all = expressions.expressions(context.expression());
        return new Operator.Lookup(
                options(context.option()), all.get(0), all.subList(1, all.size()), Spans.of(context));
    }

    @Override
    public Operator visitUnionOperator(KqlGrammar.UnionOperatorContext context) {
        return visitUnion(context.union());
    }

    @Override
    public Operator visitUnion(KqlGrammar.UnionContext context) {
        List<Expression> tables =
                context.unionTable().stream().map(this::unionTable).toList();
        return new Operator.Union(options(context.option()), tables, Spans.of(context));
    }

    private Expression unionTable(KqlGrammar.UnionTableContext context) {
        if (context.path() == null) {
            return Names.of(context.wildcard());
        }
        return context.wildcard() == null
                ? expressions.path(context.path())
                : new Expression.QualifiedPattern(
                        expressions.path(context.path()), Names.of(context.wildcard()), Spans.of(context));
    }

    @Override
    public Operator visitMakeSeriesOperator(KqlGrammar.MakeSeriesOperatorContext context) {
        boolean range = context.IN_RANGE() != null;
        List<Expression> bounds = expressions.expressions(context.expression());
        boolean from = range || context.FROM() != null;
        boolean to = range || context.TO() != null;
        List<NamedExpression> axisAndKeys = expressions.named(context.namedExpression());
        return new Operator.MakeSeries(
                options(context.option()),
                context.seriesAggregate().stream().map(this::seriesAggregate).toList(),
                axisAndKeys.get(0),
                range,
                from ? Optional.of(bounds.get(0)) : Optional.empty(),
                to ? Optional.of(bounds.get(from ? 1 : 0)) : Optional.empty(),
                bounds.get(bounds.size() - 1),
                axisAndKeys.subList(1, axisAndKeys.size()),
                Spans.of(context));
    }

    private Operator.SeriesAggregate seriesAggregate(KqlGrammar.SeriesAggregateContext context) {
        return new Operator.SeriesAggregate(
                expressions.named(context.namedExpression()),
                Optional.ofNullable(context.expression()).map(expressions::expression));
    }

    @Override
    public Operator visitMvExpandOperator(KqlGrammar.MvExpandOperatorContext context) {
        return new Operator.MvExpand(
                options(context.option()),
                expansions(context.expansion()),
                Optional.ofNullable(context.expression()).map(expressions::expression),
                Spans.of(context));
    }

    @Override
    public Operator visitMvApplyOperator(KqlGrammar.MvApplyOperatorContext context) {
        if (context.ID() != null) {
            throw ExpressionBuilder.unsupported("'mv-apply … id'", Spans.of(context.ID()));
        }
        if (context.expansion().isEmpty()) {
            throw ExpressionBuilder.unsupported("'mv-apply' without a column", Spans.of(context.TO()));
        }
        return new Operator.MvApply(
                options(context.option()),
                expansions(context.expansion()),
                context.expression().stream().map(expressions::expression).findFirst(),
                operators(context.subPipeline()),
                Spans.of(context));
    }

    private List<Operator> operators(KqlGrammar.SubPipelineContext context) {
        return expressions.operators(context.operator(), Spans.of(context));
    }

    @Override
    public Operator visitPartitionOperator(KqlGrammar.PartitionOperatorContext context) {
        return new Operator.Partition(
                hints(context.hint()),
                Names.of(context.name()),
                context.subPipeline() == null ? List.of() : operators(context.subPipeline()),
                Optional.ofNullable(context.pipeline()).map(expressions::pipeline),
                Spans.of(context));
    }

    @Override
    public Operator visitTopNestedOperator(KqlGrammar.TopNestedOperatorContext context) {
        return new Operator.TopNested(
                context.topNestedLevel().stream().map(this::level).toList(), Spans.of(context));
    }

    private Operator.TopNestedLevel level(KqlGrammar.TopNestedLevelContext context) {
        return new Operator.TopNestedLevel(
                Optional.ofNullable(context.count).map(expressions::expression),
                expressions.named(context.namedExpression(0)),
                Optional.ofNullable(context.others).map(expressions::expression),
                expressions.named(context.namedExpression(1)),
                context.ASC() != null,
                Spans.of(context));
    }

    @Override
    public Operator visitTopHittersOperator(KqlGrammar.TopHittersOperatorContext context) {
        List<Expression> all = expressions.expressions(context.expression());
        return new Operator.TopHitters(
                all.get(0), all.get(1), all.stream().skip(2).findFirst(), Spans.of(context));
    }

    @Override
    public Operator visitSampleOperator(KqlGrammar.SampleOperatorContext context) {
        return new Operator.Sample(expressions.expression(context.expression()), Spans.of(context));
    }

    @Override
    public Operator visitSampleDistinctOperator(KqlGrammar.SampleDistinctOperatorContext context) {
        List<Expression> all = expressions.expressions(context.expression());
        return new Operator.SampleDistinct(all.get(0), all.get(1), Spans.of(context));
    }

    @Override
    public Operator visitForkOperator(KqlGrammar.ForkOperatorContext context) {
        List<Operator.ForkBranch> branches = context.forkBranch().stream()
                .map(branch -> new Operator.ForkBranch(
                        Optional.ofNullable(branch.name()).map(Names::of), operators(branch.subPipeline())))
                .toList();
        return new Operator.Fork(branches, Spans.of(context));
    }

    @Override
    public Operator visitFacetOperator(KqlGrammar.FacetOperatorContext context) {
        return new Operator.Facet(
                context.name().stream().map(Names::of).toList(),
                context.subPipeline() == null ? List.of() : operators(context.subPipeline()),
                Spans.of(context));
    }

    @Override
    public Operator visitConsumeOperator(KqlGrammar.ConsumeOperatorContext context) {
        return new Operator.Consume(Spans.of(context));
    }

    @Override
    public Operator visitProjectByNamesOperator(KqlGrammar.ProjectByNamesOperatorContext context) {
        return new Operator.ProjectByNames(expressions.expressions(context.expression()), Spans.of(context));
    }

    @Override
    public Operator visitParseKvOperator(KqlGrammar.ParseKvOperatorContext context) {
        return new Operator.ParseKv(
                expressions.expression(context.expression()),
                Names.columns(context.rowSchema().columnDeclaration()),
                context.property().stream().map(OperatorBuilder::property).toList(),
                Spans.of(context));
    }

    @Override
    public Operator visitReduceOperator(KqlGrammar.ReduceOperatorContext context) {
        return new Operator.Reduce(
                Optional.ofNullable(context.word()).map(ParserRuleContext::getText),
                expressions.named(context.namedExpression()),
                context.property().stream().map(OperatorBuilder::property).toList(),
                Spans.of(context));
    }

    static Operator.Property property(KqlGrammar.PropertyContext context) {
        String value = context.signedLiteral() == null ? context.word(1).getText() : text(context.signedLiteral());
        return new Operator.Property(context.word(0).getText(), value, Spans.of(context));
    }

    @Override
    public Operator visitSearchOperator(KqlGrammar.SearchOperatorContext context) {
        return visitSearch(context.search());
    }

    @Override
    public Operator visitSearch(KqlGrammar.SearchContext context) {
        return new Operator.Search(
                Optional.ofNullable(context.word()).map(ParserRuleContext::getText),
                context.unionTable().stream().map(this::unionTable).toList(),
                Optional.ofNullable(context.expression()).map(expressions::expression),
                Spans.of(context));
    }

    @Override
    public Operator visitFind(KqlGrammar.FindContext context) {
        List<Operator.FindColumn> columns = context.findColumn().stream()
                .filter(column -> column.declaredName() != null)
                .map(column -> new Operator.FindColumn(
                        Names.of(column.declaredName()),
                        Optional.ofNullable(column.type()).map(Names::type)))
                .toList();
        return new Operator.Find(
                Optional.ofNullable(context.name()).map(Names::of),
                context.unionTable().stream().map(this::unionTable).toList(),
                expressions.expression(context.expression()),
                columns,
                columns.size() < context.findColumn().size(),
                Spans.of(context));
    }

    private static Map<String, String> hints(List<KqlGrammar.HintContext> contexts) {
        Map<String, String> hints = new LinkedHashMap<>();
        contexts.forEach(hint -> hints.put(hint.HINT().getText(), text(hint.optionValue())));
        return hints;
    }

    private List<Operator.Expansion> expansions(List<KqlGrammar.ExpansionContext> contexts) {
        return contexts.stream()
                .map(context -> new Operator.Expansion(
                        expressions.named(context.namedExpression()),
                        Optional.ofNullable(context.typeOf()).map(PrimaryBuilder::type)))
                .toList();
    }

    @Override
    public Operator visitParseOperator(KqlGrammar.ParseOperatorContext context) {
        return new Operator.Parse(
                context.PARSE_WHERE() != null,
                options(context.option()),
                expressions.expression(context.expression()),
                pattern(context.parsePart()),
                Spans.of(context));
    }

    private static List<Operator.ParsePart> pattern(List<KqlGrammar.ParsePartContext> contexts) {
        List<Operator.ParsePart> parts = new ArrayList<>();
        for (KqlGrammar.ParsePartContext context : contexts) {
            Operator.ParsePart part = parsePart(context);
            int last = parts.size() - 1;
            // Strings in a row are one string, here as everywhere.
            if (part instanceof Operator.ParsePart.Text text
                    && last >= 0
                    && parts.get(last) instanceof Operator.ParsePart.Text before) {
                parts.set(
                        last,
                        new Operator.ParsePart.Text(
                                before.text() + text.text(), before.span().to(text.span())));
            } else {
                parts.add(part);
            }
        }
        return parts;
    }

    private static Operator.ParsePart parsePart(KqlGrammar.ParsePartContext context) {
        if (context.STAR() != null) {
            return new Operator.ParsePart.Skip(Spans.of(context));
        }
        if (context.STRING_LITERAL() != null) {
            return new Operator.ParsePart.Text(
                    StringText.decode(context.STRING_LITERAL().getText()), Spans.of(context));
        }
        boolean typed = context.type() != null;
        KqlType type = typed ? Names.type(context.type()) : KqlType.STRING;
        return new Operator.ParsePart.Capture(
                new Statement.ColumnDeclaration(Names.of(context.declaredName()), type), typed);
    }

    @Override
    public Operator visitSerializeOperator(KqlGrammar.SerializeOperatorContext context) {
        return new Operator.Serialize(expressions.named(context.namedExpression()), Spans.of(context));
    }

    @Override
    public Operator visitScanOperator(KqlGrammar.ScanOperatorContext context) {
        return new ScanBuilder(expressions)
                .build(context, context.sortKey().stream().map(this::sortKey).toList());
    }

    @Override
    public Operator visitAsOperator(KqlGrammar.AsOperatorContext context) {
        return new Operator.As(Names.of(context.name()), Spans.of(context));
    }

    @Override
    public Operator visitRenderOperator(KqlGrammar.RenderOperatorContext context) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (KqlGrammar.RenderOptionContext option : context.renderOption()) {
            String value = option.BY() == null
                    ? text(option.optionValue())
                    : option.name().stream().map(Names::of).map(Name::text).collect(Collectors.joining(","));
            properties.put(option.getStart().getText(), value);
        }
        for (KqlGrammar.RenderPropertyContext property : context.renderProperty()) {
            properties.put(property.word().getText(), value(property));
        }
        return new Operator.Render(context.word().getText(), properties, Spans.of(context));
    }

    private static String value(KqlGrammar.RenderPropertyContext context) {
        return context.signedLiteral() != null
                ? text(context.signedLiteral())
                : context.renderName().stream()
                        .map(name -> name.word() == null
                                ? Names.of(name.bracketedName())
                                : name.word().getText())
                        .collect(Collectors.joining(","));
    }

    @Override
    public Operator visitGetSchemaOperator(KqlGrammar.GetSchemaOperatorContext context) {
        return new Operator.GetSchema(
                Optional.ofNullable(context.word()).map(ParserRuleContext::getText), Spans.of(context));
    }

    @Override
    public Operator visitInvokeOperator(KqlGrammar.InvokeOperatorContext context) {
        if (context.call().size() > 1) {
            return new Operator.Unsupported("invoke of another database's function", Spans.of(context));
        }
        return new Operator.Invoke(expressions.call(context.call(0)), Spans.of(context));
    }

    @Override
    public Operator visitEvaluateOperator(KqlGrammar.EvaluateOperatorContext context) {
        return visitEvaluate(context.evaluate());
    }

    @Override
    public Operator visitEvaluate(KqlGrammar.EvaluateContext context) {
        return new Operator.Evaluate(
                options(context.option()),
                expressions.call(context.call()),
                Optional.ofNullable(context.evaluateSchema())
                        .map(schema -> new Operator.PluginSchema(
                                schema.STAR() != null, Names.columns(schema.columnDeclaration()))),
                Spans.of(context));
    }

    @Override
    public Operator visitUnsupportedOperator(KqlGrammar.UnsupportedOperatorContext context) {
        return unsupported(context);
    }

    private static Operator unsupported(ParserRuleContext context) {
        return new Operator.Unsupported(context.getStart().getText(), Spans.of(context.getStart()));
    }

    private static List<Expression> patterns(List<KqlGrammar.NamePatternContext> contexts) {
        return contexts.stream().map(Names::of).toList();
    }

    private static Map<String, String> options(List<KqlGrammar.OptionContext> contexts) {
        Map<String, String> options = new LinkedHashMap<>();
        for (KqlGrammar.OptionContext context : contexts) {
            String name = context.getStart().getText();
            boolean again = options.put(name, text(context.optionValue())) != null;
            // A join may be hinted to shuffle by several keys; hints change no answer.
            if (again && context.HINT() == null) {
                Span span = Spans.of(context);
                throw new KqlException(Code.SYNTAX, "'" + name + "' is given twice", span);
            }
        }
        return options;
    }

    static String text(KqlGrammar.OptionValueContext context) {
        if (context.bracketedName() != null) {
            return Names.of(context.bracketedName());
        }
        return context.word() != null ? context.word().getText() : text(context.signedLiteral());
    }

    /** An option's value as text: a string without its quotes, anything else as written. */
    private static String text(KqlGrammar.SignedLiteralContext context) {
        List<TerminalNode> strings = context.literal().STRING_LITERAL();
        return strings.isEmpty() ? context.getText() : Literals.string(strings);
    }
}
