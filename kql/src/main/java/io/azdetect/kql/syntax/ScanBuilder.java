package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/** Builds {@code scan} from the parse tree; some of its words are words there only, so they are looked at here. */
final class ScanBuilder {
    private final ExpressionBuilder expressions;

    ScanBuilder(ExpressionBuilder expressions) {
        this.expressions = expressions;
    }

    Operator.Scan build(KqlGrammar.ScanOperatorContext context, List<Operator.SortKey> order) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < context.word().size(); i++) {
            String word = context.word(i).getText();
            if (!word.equals("with_match_id") && !word.equals("kind")) {
                throw misplaced(context.word(i), "with_match_id");
            }
            parameters.put(word, OperatorBuilder.text(context.optionValue(i)));
        }
        return new Operator.Scan(
                parameters,
                order,
                expressions.expressions(context.expression()),
                context.parameter().stream().map(StatementBuilder::parameter).toList(),
                context.scanStep().stream().map(this::step).toList(),
                Spans.of(context));
    }

    private Operator.ScanStep step(KqlGrammar.ScanStepContext context) {
        Optional<String> output = Optional.empty();
        for (KqlGrammar.WordContext word : context.word()) {
            String text = word.getText();
            if (text.equals("optional")) {
                throw ExpressionBuilder.unsupported("'step … optional'", Spans.of(word));
            }
        }
        if (context.ASSIGN() != null) {
            int value = context.word().size() - 1;
            require(context.word(value - 1), "output");
            output = Optional.of(context.word(value).getText());
            require(context.word(value), "all", "last", "none");
        } else if (!context.word().isEmpty()) {
            throw misplaced(context.word(0), "output=");
        }
        if (context.OTHER_SIGN() != null && !context.OTHER_SIGN().getText().equals("=>")) {
            Span span = Spans.of(context.OTHER_SIGN());
            throw new KqlException(Code.SYNTAX, "'=>' stands before what a step assigns", span);
        }
        return new Operator.ScanStep(
                Names.of(context.name()),
                output,
                expressions.expression(context.expression()),
                context.scanAssignment().stream()
                        .map(a -> new Operator.ScanAssignment(
                                Names.of(a.declaredName()), expressions.expression(a.expression())))
                        .toList(),
                Spans.of(context));
    }

    private static void require(KqlGrammar.WordContext word, String... allowed) {
        if (!List.of(allowed).contains(word.getText())) {
            throw misplaced(word, String.join(", ", allowed));
        }
    }

    private static KqlException misplaced(ParserRuleContext word, String expected) {
        return new KqlException(
                Code.SYNTAX, "'" + word.getText() + "' where scan may have " + expected, Spans.of(word));
    }
}
