package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.syntax.Expression.Argument;
import io.azdetect.kql.syntax.Expression.BinaryOperator;
import io.azdetect.kql.syntax.Expression.MembershipOperator;
import io.azdetect.kql.syntax.Expression.NamedExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds expressions, and pipelines among them, from the parse tree. */
final class ExpressionBuilder {
    private static final Map<String, BinaryOperator> BINARY = Arrays.stream(BinaryOperator.values())
            .collect(Collectors.toUnmodifiableMap(BinaryOperator::symbol, Function.identity()));
    private static final Map<String, MembershipOperator> MEMBERSHIP = Arrays.stream(MembershipOperator.values())
            .collect(Collectors.toUnmodifiableMap(MembershipOperator::symbol, Function.identity()));

    private final Depth depth;
    private final PrimaryBuilder primaries = new PrimaryBuilder(this);
    private final OperatorBuilder operators = new OperatorBuilder(this);

    ExpressionBuilder(Depth depth) {
        this.depth = depth;
    }

    Expression pipeline(KqlGrammar.PipelineContext context) {
        List<KqlGrammar.OperatorContext> piped = context.operator();
        // An operator reads what stands before it, so in a plan the source is the deepest part.
        Expression source = depth.below(1 + piped.size(), Spans.of(context), () -> operators.source(context.source()));
        return piped.isEmpty()
                ? source
                : new Expression.Pipe(source, operators(piped, Spans.of(context)), Spans.of(context));
    }

    List<Operator> operators(List<KqlGrammar.OperatorContext> piped, Span span) {
        List<Operator> built = new ArrayList<>(piped.size());
        for (int i = 0; i < piped.size(); i++) {
            KqlGrammar.OperatorContext operator = piped.get(i);
            built.add(depth.below(piped.size() - i, span, () -> operator.accept(operators)));
        }
        return built;
    }

    List<NamedExpression> named(List<KqlGrammar.NamedExpressionContext> contexts) {
        return contexts.stream().map(this::named).toList();
    }

    NamedExpression named(KqlGrammar.NamedExpressionContext context) {
        List<Name> names = context.declaredName().stream().map(Names::of).toList();
        return new NamedExpression(names, expression(context.expression()));
    }

    List<Expression> expressions(List<KqlGrammar.ExpressionContext> contexts) {
        return contexts.stream().map(this::expression).toList();
    }

    Expression expression(KqlGrammar.ExpressionContext context) {
        List<KqlGrammar.ConjunctionContext> operands = context.conjunction();
        return operands.size() == 1
                ? conjunction(operands.get(0))
                : chain(BinaryOperator.OR, operands, this::conjunction);
    }

    private Expression conjunction(KqlGrammar.ConjunctionContext context) {
        List<KqlGrammar.ComparisonContext> operands = context.comparison();
        return operands.size() == 1
                ? comparison(operands.get(0))
                : chain(BinaryOperator.AND, operands, this::comparison);
    }

    /**
     * A chain of {@code and}s or {@code or}s as a tree of little depth, so that a list of thousands of terms is no deep
     * recursion for whoever reads it. The operators are associative: the grouping changes nothing.
     */
    private <T extends ParserRuleContext> Expression chain(
            BinaryOperator operator, List<T> operands, Function<T, Expression> build) {
        if (operands.size() == 1) {
            return build.apply(operands.get(0));
        }
        int middle = (operands.size() + 1) / 2;
        Span span = Spans.of(operands.get(0), operands.get(operands.size() - 1));
        return depth.below(
                1,
                span,
                () -> new Expression.Binary(
                        operator,
                        chain(operator, operands.subList(0, middle), build),
                        chain(operator, operands.subList(middle, operands.size()), build),
                        span));
    }

    private Expression comparison(KqlGrammar.ComparisonContext context) {
        List<KqlGrammar.RelationContext> relations = context.relation();
        if (context.STAR() != null) {
            Span span = Spans.of(context);
            return depth.below(
                    1, span, () -> new Expression.AnyColumn(BinaryOperator.EQUAL, relation(relations.get(0)), span));
        }
        if (context.getChildCount() == 1) {
            return relation(relations.get(0));
        }
        return depth.below(1, Spans.of(context), () -> {
            Expression left = relation(relations.get(0));
            Token operator = ((TerminalNode) context.getChild(1)).getSymbol();
            Span span = Spans.of(context);
            return switch (operator.getType()) {
                case KqlGrammar.EQUALS ->
                    new Expression.Binary(BinaryOperator.EQUAL, left, relation(relations.get(1)), span);
                case KqlGrammar.NOT_EQUALS ->
                    new Expression.Binary(BinaryOperator.NOT_EQUAL, left, relation(relations.get(1)), span);
                case KqlGrammar.BETWEEN, KqlGrammar.NOT_BETWEEN -> {
                    Expression low = expression(context.expression(0));
                    Expression high = expression(context.expression(1));
                    yield new Expression.Between(left, context.NOT_BETWEEN() != null, low, high, span);
                }
                default -> {
                    List<Expression> items = context.pipeline() == null
                            ? expressions(context.expression())
                            : List.of(pipeline(context.pipeline()));
                    yield new Expression.Membership(MEMBERSHIP.get(operator.getText()), left, items, span);
                }
            };
        });
    }

    private Expression relation(KqlGrammar.RelationContext context) {
        List<KqlGrammar.SumContext> sums = context.sum();
        if (sums.size() == 1) {
            return sum(sums.get(0));
        }
        return depth.below(
                1,
                Spans.of(context),
                () -> new Expression.Binary(
                        BINARY.get(context.RELATION().getText()),
                        sum(sums.get(0)),
                        sum(sums.get(1)),
                        Spans.of(context)));
    }

    private Expression sum(KqlGrammar.SumContext context) {
        return context.getChildCount() == 1
                ? product(context.product(0))
                : leftToRight(context.children, operand -> product((KqlGrammar.ProductContext) operand));
    }

    private Expression product(KqlGrammar.ProductContext context) {
        return context.getChildCount() == 1
                ? stringComparison(context.stringComparison(0))
                : leftToRight(
                        context.children, operand -> stringComparison((KqlGrammar.StringComparisonContext) operand));
    }

    /** Operand, operator, operand, …: each operator takes all that is left of it. */
    private Expression leftToRight(List<ParseTree> children, Function<ParseTree, Expression> build) {
        int operatorCount = children.size() / 2;
        ParserRuleContext first = (ParserRuleContext) children.get(0);
        Expression left = depth.below(operatorCount, Spans.of(first), () -> build.apply(first));
        for (int i = 1; i < children.size(); i += 2) {
            ParserRuleContext operand = (ParserRuleContext) children.get(i + 1);
            Span span = Spans.of(operand);
            Expression right = depth.below(operatorCount - i / 2, span, () -> build.apply(operand));
            BinaryOperator operator = BINARY.get(children.get(i).getText());
            left = new Expression.Binary(operator, left, right, Spans.of(first).to(span));
        }
        return left;
    }

    private Expression stringComparison(KqlGrammar.StringComparisonContext context) {
        KqlGrammar.StringOperatorContext operator = context.stringOperator();
        List<KqlGrammar.UnaryContext> operands = context.unary();
        if (operator == null) {
            return unary(operands.get(0));
        }
        Span span = Spans.of(context);
        String symbol = symbol(operator);
        if (symbol.equals(":") && context.STAR() == null) {
            return depth.below(
                    1, span, () -> new Expression.TermMatch(unary(operands.get(0)), unary(operands.get(1)), span));
        }
        BinaryOperator known = symbol.equals(":") ? BinaryOperator.HAS : BINARY.get(symbol);
        if (known == null) {
            return new Expression.Unsupported(symbol, span);
        }
        if (context.STAR() != null) {
            return depth.below(1, span, () -> new Expression.AnyColumn(known, unary(operands.get(0)), span));
        }
        return depth.below(
                1, span, () -> new Expression.Binary(known, unary(operands.get(0)), unary(operands.get(1)), span));
    }

    private static String symbol(KqlGrammar.StringOperatorContext operator) {
        if (operator.MATCHES_REGEX() != null) {
            return BinaryOperator.MATCHES_REGEX.symbol();
        }
        String text = operator.getText();
        return switch (text) {
            case "notcontains" -> "!contains";
            case "containscs" -> "contains_cs";
            case "notcontainscs" -> "!contains_cs";
            default -> text;
        };
    }

    private Expression unary(KqlGrammar.UnaryContext context) {
        KqlGrammar.PathContext path = context.path();
        if (context.getChildCount() == 1) {
            return path(path);
        }
        boolean negative = context.MINUS() != null;
        Span span = Spans.of(context);
        if (path.selector().isEmpty()
                && path.primary() instanceof KqlGrammar.LiteralPrimaryContext number
                && Literals.takesSign(number.literal())) {
            return Literals.signed(negative, number.literal(), span);
        }
        return depth.below(1, span, () -> new Expression.Unary(negative ? '-' : '+', path(path), span));
    }

    Expression path(KqlGrammar.PathContext context) {
        List<KqlGrammar.SelectorContext> selectors = context.selector();
        KqlGrammar.PrimaryContext primary = context.primary();
        if (selectors.isEmpty()) {
            return primary.accept(primaries);
        }
        Span span = Spans.of(primary);
        Expression target = depth.below(selectors.size(), span, () -> primary.accept(primaries));
        for (KqlGrammar.SelectorContext selector : selectors) {
            target = select(target, selector, Spans.of(primary, selector));
        }
        return target;
    }

    private Expression select(Expression target, KqlGrammar.SelectorContext selector, Span span) {
        if (selector.memberName() == null) {
            Expression index = depth.below(1, Spans.of(selector), () -> expression(selector.expression()));
            return new Expression.Index(target, index, span);
        }
        Name name = Names.of(selector.memberName());
        if (selector.memberName().OTHER_SIGN() != null) {
            return new Expression.Unsupported(name.text(), name.span());
        }
        if (selector.arguments() == null) {
            return new Expression.Member(target, name, span);
        }
        Span call = name.span().to(Spans.of(selector.arguments()));
        return new Expression.QualifiedCall(
                target, new Expression.Call(name, arguments(selector.arguments()), call), span);
    }

    Expression.Call call(KqlGrammar.CallContext context) {
        return new Expression.Call(Names.of(context.name()), arguments(context.arguments()), Spans.of(context));
    }

    private List<Argument> arguments(KqlGrammar.ArgumentsContext context) {
        return depth.below(
                1,
                Spans.of(context),
                () -> context.argument().stream().map(this::argument).toList());
    }

    private Argument argument(KqlGrammar.ArgumentContext context) {
        if (context.STAR() != null) {
            return new Argument(Optional.empty(), new Expression.NamePattern("*", Spans.of(context)));
        }
        Optional<Name> name = Optional.ofNullable(context.declaredName()).map(Names::of);
        return new Argument(name, expression(context.expression()));
    }

    static KqlException unsupported(String what, Span span) {
        return new KqlException(Code.UNSUPPORTED, what + " is not supported yet", span);
    }
}
