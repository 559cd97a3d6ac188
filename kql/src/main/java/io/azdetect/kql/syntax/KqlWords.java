package io.azdetect.kql.syntax;

import io.azdetect.kql.syntax.Expression.BinaryOperator;
import io.azdetect.kql.syntax.Expression.MembershipOperator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** The language's words as a person writes them, for messages. */
final class KqlWords {
    /** Every tabular operator, whether or not it runs here. */
    static final List<String> OPERATORS = List.of(
            "as",
            "assert-schema",
            "consume",
            "count",
            "distinct",
            "evaluate",
            "extend",
            "facet",
            "filter",
            "find",
            "fork",
            "getschema",
            "graph-match",
            "graph-shortest-paths",
            "graph-to-table",
            "invoke",
            "join",
            "limit",
            "lookup",
            "make-graph",
            "make-series",
            "mv-apply",
            "mv-expand",
            "order",
            "parse",
            "parse-kv",
            "parse-where",
            "partition",
            "project",
            "project-away",
            "project-by-names",
            "project-keep",
            "project-rename",
            "project-reorder",
            "reduce",
            "render",
            "sample",
            "sample-distinct",
            "scan",
            "search",
            "serialize",
            "sort",
            "summarize",
            "take",
            "top",
            "top-hitters",
            "top-nested",
            "union",
            "where");

    static final IntervalSet TYPES = set(KqlTokens.TYPE_NAME, KqlTokens.TYPE_OR_NAME, KqlTokens.DYNAMIC);

    static final IntervalSet EXPRESSION_OPERATORS = set(
            KqlTokens.AND,
            KqlTokens.OR,
            KqlTokens.IN,
            KqlTokens.MEMBERSHIP,
            KqlTokens.BETWEEN,
            KqlTokens.NOT_BETWEEN,
            KqlTokens.HAS,
            KqlTokens.CONTAINS,
            KqlTokens.STRING_OPERATOR,
            KqlTokens.MATCHES_REGEX,
            KqlTokens.COLON,
            KqlTokens.EQUALS,
            KqlTokens.NOT_EQUALS,
            KqlTokens.RELATION,
            KqlTokens.PLUS,
            KqlTokens.MINUS,
            KqlTokens.STAR,
            KqlTokens.SLASH,
            KqlTokens.PERCENT,
            KqlTokens.DOT,
            KqlTokens.LBRACKET,
            KqlTokens.LPAREN,
            KqlTokens.STRING_LITERAL);

    /** Signs in the order in which a message names them. */
    static final List<Integer> SIGNS = List.of(
            KqlTokens.COMMA,
            KqlTokens.RPAREN,
            KqlTokens.RBRACKET,
            KqlTokens.RBRACE,
            KqlTokens.PIPE,
            KqlTokens.SEMICOLON,
            KqlTokens.ASSIGN,
            KqlTokens.COLON,
            KqlTokens.DOTDOT,
            KqlTokens.LPAREN,
            KqlTokens.LBRACKET);

    /** Words that stand for many spellings, or whose token has no single one. */
    private static final Map<Integer, List<String>> SPELLINGS = Map.of(
            KqlTokens.STRING_OPERATOR,
            Arrays.stream(BinaryOperator.values()).map(BinaryOperator::symbol).toList(),
            KqlTokens.MEMBERSHIP,
            Arrays.stream(MembershipOperator.values())
                    .map(MembershipOperator::symbol)
                    .toList(),
            KqlTokens.MATCHES_REGEX,
            List.of("matches regex"),
            KqlTokens.TYPE_NAME,
            List.of("datetime", "decimal", "int", "long", "real", "string", "timespan"),
            KqlTokens.TYPE_OR_NAME,
            List.of("bool", "guid"),
            KqlTokens.MV_APPLY,
            List.of("mv-apply"),
            KqlTokens.MV_EXPAND,
            List.of("mv-expand"),
            KqlTokens.WITHSOURCE,
            List.of("withsource"));

    static final IntervalSet NAMES = starts(KqlGrammar.RULE_declaredName);
    static final IntervalSet EXPRESSION_STARTS = starts(KqlGrammar.RULE_pipeline);

    private KqlWords() {}

    /** All spellings of some kinds of token. */
    static List<String> spellings(IntervalSet types) {
        return types.toList().stream().flatMap(KqlWords::spellings).toList();
    }

    private static Stream<String> spellings(int type) {
        String literal = type < 0 ? null : KqlTokens.VOCABULARY.getLiteralName(type);
        return literal == null
                ? SPELLINGS.getOrDefault(type, List.of()).stream()
                : Stream.of(literal.substring(1, literal.length() - 1));
    }

    /** How a message names a kind of token; empty when it has no name that helps. */
    static List<String> shown(int type) {
        return spellings(type).limit(1).map(word -> "'" + word + "'").toList();
    }

    private static IntervalSet starts(int rule) {
        return new IntervalSet(KqlGrammar._ATN.nextTokens(KqlGrammar._ATN.ruleToStartState[rule]));
    }

    private static IntervalSet set(int... types) {
        return new IntervalSet(types);
    }
}
