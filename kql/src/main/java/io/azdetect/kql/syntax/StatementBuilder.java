package io.azdetect.kql.syntax;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.syntax.Statement.Parameter;
import java.util.List;
import java.util.Optional;

/** Builds statements from the parse tree. */
final class StatementBuilder extends KqlGrammarBaseVisitor<Statement> {
    private final Depth depth = new Depth();
    private final ExpressionBuilder expressions = new ExpressionBuilder(depth);

    Script script(KqlGrammar.ScriptContext context) {
        return new Script(context.statement().stream()
                .map(statement -> statement.accept(this))
                .toList());
    }

    /** A function that is stored under a name. */
    Statement.LetFunction storedFunction(String name, KqlGrammar.StoredFunctionContext context) {
        if (context.functionBody() != null) {
            Span span = Spans.of(context);
            return function(new Name(name, span), false, List.of(), context.functionBody(), span);
        }
        FunctionCommand command = new FunctionCommand(context.functionCommand());
        KqlGrammar.FunctionDeclarationContext declaration = command.declaration();
        return function(
                command.name(name),
                command.isView(),
                parameters(declaration.parameter()),
                declaration.functionBody(),
                Spans.of(context));
    }

    private Statement.LetFunction function(
            Name name, boolean view, List<Parameter> parameters, KqlGrammar.FunctionBodyContext body, Span span) {
        return new Statement.LetFunction(
                name,
                view,
                parameters,
                body.bodyStatement().stream()
                        .map(statement -> statement.accept(this))
                        .toList(),
                expressions.pipeline(body.pipeline()),
                span);
    }

    @Override
    public Statement visitLetStatement(KqlGrammar.LetStatementContext context) {
        return let(context.name(), context.pipeline(), Spans.of(context));
    }

    @Override
    public Statement visitBodyLet(KqlGrammar.BodyLetContext context) {
        return let(context.name(), context.pipeline(), Spans.of(context));
    }

    private Statement let(KqlGrammar.NameContext name, KqlGrammar.PipelineContext value, Span span) {
        return new Statement.Let(Names.of(name), expressions.pipeline(value), span);
    }

    @Override
    public Statement visitLetFunctionStatement(KqlGrammar.LetFunctionStatementContext context) {
        return function(context.name(), context.functionDeclaration(), Spans.of(context));
    }

    @Override
    public Statement visitBodyLetFunction(KqlGrammar.BodyLetFunctionContext context) {
        return function(context.name(), context.functionDeclaration(), Spans.of(context));
    }

    private Statement function(KqlGrammar.NameContext name, KqlGrammar.FunctionDeclarationContext function, Span span) {
        return depth.below(
                1,
                span,
                () -> function(
                        Names.of(name),
                        function.VIEW() != null,
                        parameters(function.parameter()),
                        function.functionBody(),
                        span));
    }

    @Override
    public Statement visitSetStatement(KqlGrammar.SetStatementContext context) {
        Optional<Expression> value = Optional.ofNullable(context.expression()).map(expressions::expression);
        return new Statement.Set(Names.of(context.name()), value, Spans.of(context));
    }

    @Override
    public Statement visitParametersStatement(KqlGrammar.ParametersStatementContext context) {
        return new Statement.DeclareParameters(parameters(context.parameter()), Spans.of(context));
    }

    @Override
    public Statement visitBodyParameters(KqlGrammar.BodyParametersContext context) {
        return new Statement.DeclareParameters(parameters(context.parameter()), Spans.of(context));
    }

    @Override
    public Statement visitEntityGroupStatement(KqlGrammar.EntityGroupStatementContext context) {
        throw ExpressionBuilder.unsupported("'entity_group'", Spans.of(context.ENTITY_GROUP()));
    }

    @Override
    public Statement visitPatternStatement(KqlGrammar.PatternStatementContext context) {
        Name name = Names.of(context.name());
        List<Parameter> parameters = parameters(context.parameter());
        boolean hasPath = context.LBRACKET() != null;
        return new Statement.DeclarePattern(
                name,
                hasPath ? parameters.subList(0, parameters.size() - 1) : parameters,
                hasPath ? Optional.of(parameters.get(parameters.size() - 1)) : Optional.empty(),
                context.patternCase().stream()
                        .map(one -> patternCase(name, one))
                        .toList(),
                Spans.of(context));
    }

    private Statement.PatternCase patternCase(Name pattern, KqlGrammar.PatternCaseContext context) {
        Span span = Spans.of(context);
        return depth.below(
                1,
                span,
                () -> new Statement.PatternCase(
                        context.STRING_LITERAL().stream()
                                .map(text -> Literals.string(List.of(text)))
                                .toList(),
                        Optional.ofNullable(context.bracketedName()).map(Names::of),
                        function(pattern, false, List.of(), context.functionBody(), span),
                        span));
    }

    @Override
    public Statement visitUnsupportedStatement(KqlGrammar.UnsupportedStatementContext context) {
        String statement =
                context.getStart().getText() + " " + context.getChild(1).getText();
        throw ExpressionBuilder.unsupported("'" + statement + "'", Spans.of(context.getStart()));
    }

    @Override
    public Statement visitQueryStatement(KqlGrammar.QueryStatementContext context) {
        return new Statement.Query(expressions.pipeline(context.pipeline()), Spans.of(context));
    }

    private static List<Parameter> parameters(List<KqlGrammar.ParameterContext> contexts) {
        return contexts.stream().map(StatementBuilder::parameter).toList();
    }

    static Parameter parameter(KqlGrammar.ParameterContext context) {
        KqlGrammar.TableTypeContext table = context.tableType();
        return new Parameter(
                Names.of(context.declaredName()),
                Optional.ofNullable(context.type()).map(Names::type),
                table == null ? List.of() : Names.columns(table.columnDeclaration()),
                defaultValue(context));
    }

    private static Optional<Expression> defaultValue(KqlGrammar.ParameterContext context) {
        if (context.signedLiteral() != null) {
            return Optional.of(Literals.of(context.signedLiteral()));
        }
        if (context.dynamicLiteral() != null) {
            return Optional.of(JsonText.literal(context.dynamicLiteral()));
        }
        return Optional.ofNullable(context.name()).map(name -> new Expression.NameReference(Names.of(name)));
    }
}
