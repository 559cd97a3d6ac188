package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** Names, name patterns and type names. */
final class Names {
    private Names() {}

    static Name of(KqlGrammar.NameContext context) {
        return of(context, context.bracketedName());
    }

    static Name of(KqlGrammar.DeclaredNameContext context) {
        return context.name() == null ? of(context, null) : of(context.name());
    }

    static Name of(KqlGrammar.MemberNameContext context) {
        return context.name() == null ? of(context, null) : of(context.name());
    }

    /** A name that is one word, whichever rule it matched. */
    static Name word(ParserRuleContext context) {
        return of(context, null);
    }

    static String of(KqlGrammar.BracketedNameContext context) {
        return Literals.string(context.STRING_LITERAL());
    }

    private static Name of(ParserRuleContext context, KqlGrammar.BracketedNameContext bracketed) {
        return new Name(bracketed == null ? context.getText() : of(bracketed), Spans.of(context));
    }

    /** A name or a pattern, as an expression. */
    static Expression of(KqlGrammar.NamePatternContext context) {
        return context.wildcard() == null ? new Expression.NameReference(of(context.name())) : of(context.wildcard());
    }

    static Expression.NamePattern of(KqlGrammar.WildcardContext context) {
        Span span = Spans.of(context);
        String pattern = context.getText();
        // Space has no token: it shows as a pattern that is shorter than its place.
        if (span.end() - span.start() != pattern.length()) {
            List<ParseTree> parts = context.children;
            throw new KqlException(
                    Code.SYNTAX,
                    "a name pattern has no spaces; is a comma missing after '"
                            + parts.get(0).getText() + "'?",
                    span);
        }
        return new Expression.NamePattern(pattern, span);
    }

    static KqlType type(KqlGrammar.TypeContext context) {
        String name = context.getText();
        return KqlType.of(name)
                .orElseThrow(() -> new KqlException(
                        Code.UNSUPPORTED, "there are no values of the type '" + name + "'", Spans.of(context)));
    }

    static Statement.ColumnDeclaration column(KqlGrammar.ColumnDeclarationContext context) {
        return new Statement.ColumnDeclaration(of(context.declaredName()), type(context.type()));
    }

    static List<Statement.ColumnDeclaration> columns(List<KqlGrammar.ColumnDeclarationContext> contexts) {
        return contexts.stream().map(Names::column).toList();
    }
}
