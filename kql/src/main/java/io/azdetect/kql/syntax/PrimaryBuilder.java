package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.syntax.Expression.Argument;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;

/** Builds the expressions that operators join: literals, names, calls, and what stands in brackets. */
final class PrimaryBuilder extends KqlGrammarBaseVisitor<Expression> {
    private final ExpressionBuilder expressions;

    PrimaryBuilder(ExpressionBuilder expressions) {
        this.expressions = expressions;
    }

    @Override
    public Expression visitLiteralPrimary(KqlGrammar.LiteralPrimaryContext context) {
        return Literals.of(context.literal());
    }

    @Override
    public Expression visitDynamicPrimary(KqlGrammar.DynamicPrimaryContext context) {
        return JsonText.literal(context.dynamicLiteral());
    }

    @Override
    public Expression visitParenthesized(KqlGrammar.ParenthesizedContext context) {
        return expressions.pipeline(context.pipeline());
    }

    @Override
    public Expression visitCallPrimary(KqlGrammar.CallPrimaryContext context) {
        return expressions.call(context.call());
    }

    @Override
    public Expression visitNamePrimary(KqlGrammar.NamePrimaryContext context) {
        Name name = context.name() == null ? Names.word(context) : Names.of(context.name());
        return new Expression.NameReference(name);
    }

    @Override
    public Expression visitBracketedWildcard(KqlGrammar.BracketedWildcardContext context) {
        return Names.of(context.wildcard());
    }

    @Override
    public Expression visitTypeOfPrimary(KqlGrammar.TypeOfPrimaryContext context) {
        KqlGrammar.TypeOfContext typeOf = context.typeOf();
        return typeOf.type() == null
                ? new Expression.Unsupported("typeof of columns", Spans.of(typeOf))
                : new Expression.TypeOf(Names.type(typeOf.type()), Spans.of(typeOf));
    }

    @Override
    public Expression visitDatatablePrimary(KqlGrammar.DatatablePrimaryContext context) {
        List<Expression> values = context.datum().stream()
                .map(datum -> datum.signedLiteral() != null
                        ? Literals.of(datum.signedLiteral())
                        : JsonText.literal(datum.dynamicLiteral()))
                .toList();
        return new Expression.Datatable(
                Names.columns(context.rowSchema().columnDeclaration()), values, Spans.of(context));
    }

    @Override
    public Expression visitToScalarPrimary(KqlGrammar.ToScalarPrimaryContext context) {
        return callOfQuery(context, context.pipeline());
    }

    @Override
    public Expression visitMaterializePrimary(KqlGrammar.MaterializePrimaryContext context) {
        return callOfQuery(context, context.pipeline());
    }

    private Expression callOfQuery(KqlGrammar.PrimaryContext context, KqlGrammar.PipelineContext query) {
        Name function = new Name(context.getStart().getText(), Spans.of(context.getStart()));
        Argument argument = new Argument(Optional.empty(), expressions.pipeline(query));
        return new Expression.Call(function, List.of(argument), Spans.of(context));
    }

    @Override
    public Expression visitUnsupportedPrimary(KqlGrammar.UnsupportedPrimaryContext context) {
        return new Expression.Unsupported(context.getStart().getText(), Spans.of(context.getStart()));
    }

    @Override
    public Expression visitExternalDataPrimary(KqlGrammar.ExternalDataPrimaryContext context) {
        return new Expression.ExternalData(
                Names.columns(context.rowSchema().columnDeclaration()),
                expressions.expressions(context.expression()),
                context.property().stream().map(OperatorBuilder::property).toList(),
                Spans.of(context));
    }

    @Override
    public Expression visitClientParameter(KqlGrammar.ClientParameterContext context) {
        throw new KqlException(
                Code.UNSUPPORTED,
                context.getText() + " is to be filled in before the query runs: write the value itself",
                Spans.of(context));
    }

    /** The type that {@code to typeof(type)} names. */
    static KqlType type(KqlGrammar.TypeOfContext context) {
        if (context.type() == null) {
            throw new KqlException(Code.SYNTAX, "one type is needed here, as in typeof(long)", Spans.of(context));
        }
        return Names.type(context.type());
    }
}
