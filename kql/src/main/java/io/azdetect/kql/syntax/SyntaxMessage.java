package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.diagnostic.Suggestion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Says what is wrong at a token: the usual slips by name, and otherwise what was expected and what is there. */
final class SyntaxMessage {
    /** A longer list of what may stand somewhere helps nobody. */
    private static final int MOST_ALTERNATIVES = 4;

    private static final int LONGEST_SHOWN = 40;

    /** What a person takes for one word, though it may be several tokens: {@code mv-expnd}, {@code !contain}. */
    private static final Pattern WORD = Pattern.compile("!?[\\p{L}_][\\p{L}\\p{Nd}_-]*~?");

    private final CommonTokenStream tokens;
    private final Token found;
    private final IntervalSet expected;
    private final Optional<Token> previous;

    /** @param expected the kinds of token that may stand there; empty when that is not known */
    SyntaxMessage(CommonTokenStream tokens, Token found, IntervalSet expected) {
        this.tokens = tokens;
        this.found = found;
        this.expected = expected;
        this.previous =
                found.getTokenIndex() == 0 ? Optional.empty() : Optional.of(tokens.get(found.getTokenIndex() - 1));
    }

    KqlException toException() {
        return usualSlip().orElseGet(() -> at(found, expectation() + ", found " + shown() + suggestion()));
    }

    private Optional<KqlException> usualSlip() {
        if (previous.isEmpty()) {
            return found.getType() == KqlTokens.DOT
                    ? Optional.of(new KqlException(
                            Code.UNSUPPORTED,
                            "management commands, which begin with '.', are not run here",
                            Spans.of(found)))
                    : Optional.empty();
        }
        Token before = previous.get();
        String text = found.getText();
        String message = null;
        Token place = found;
        if (isKeyword(found) && expects(KqlTokens.PIPE) && KqlWords.OPERATORS.contains(text)) {
            message = "expected '|' before '" + text + "'";
        } else if (before.getType() == KqlTokens.PIPE) {
            message = "expected an operator after '|', found " + shown() + suggestion();
        } else if (found.getType() == KqlTokens.ASSIGN
                && expects(KqlTokens.EQUALS)
                && before.getType() != KqlTokens.LET) {
            message = "'=' does not compare; write '=='";
        } else if (isClosing() && openBracket().isEmpty()) {
            message = "'" + text + "' closes nothing";
        } else if (isEnd() && openBracket().isPresent()) {
            place = openBracket().get();
            message = "'" + place.getText() + "' is never closed";
        } else if (before.getText().equals("not") && expects(KqlTokens.AND)) {
            message = "'not' is a function: write not(…)";
        } else if (isKeyword(found) && expects(KqlTokens.IDENTIFIER)) {
            message = keywordAsName(found);
        } else if (expected.size() == 1 && expects(KqlTokens.ASSIGN) && isKeyword(before)) {
            place = before;
            message = keywordAsName(before);
        } else if (expects(KqlTokens.SEMICOLON) && found.getLine() > before.getLine() && !isEnd()) {
            message = "expected ';' before " + shown() + ", or '|' to go on";
        } else if (expected.isNil()) {
            message = isEnd() ? "the query ends too early" : "unexpected " + shown();
        }
        Token at = place;
        return Optional.ofNullable(message).map(m -> at(at, m));
    }

    private static String keywordAsName(Token keyword) {
        return "'" + keyword.getText() + "' is a keyword; as a name, write ['" + keyword.getText() + "']";
    }

    private static KqlException at(Token place, String message) {
        Span token = Spans.of(place);
        boolean end = place.getType() == Token.EOF;
        return new KqlException(
                Code.SYNTAX,
                message,
                end
                        ? token
                        : new Span(token.start(), token.start() + word(place).length()));
    }

    private String shown() {
        if (isEnd()) {
            return "the end of the query";
        }
        String word = word(found);
        String text = word.length() <= LONGEST_SHOWN ? word : word.substring(0, LONGEST_SHOWN) + "…";
        return found.getType() == KqlTokens.STRING_LITERAL ? text : "'" + text + "'";
    }

    private static String word(Token token) {
        String text = token.getInputStream().toString();
        Matcher word = WORD.matcher(text).region(token.getStartIndex(), text.length());
        boolean longer = word.lookingAt() && word.end() > token.getStopIndex() + 1;
        return longer ? word.group() : token.getText();
    }

    private String suggestion() {
        if (isEnd() || !WORD.matcher(word(found)).matches()) {
            return "";
        }
        boolean operator = previous.isPresent() && previous.get().getType() == KqlTokens.PIPE;
        return Suggestion.didYouMean(word(found), operator ? KqlWords.OPERATORS : KqlWords.spellings(expected));
    }

    /** What may stand here: the general first, then signs, then words. */
    private String expectation() {
        Set<String> alternatives = new LinkedHashSet<>();
        IntervalSet rest = new IntervalSet(expected);
        if (expects(KqlTokens.IDENTIFIER)) {
            alternatives.add(expects(KqlTokens.STRING_LITERAL) ? "an expression" : "a name");
            rest = rest.subtract(KqlWords.NAMES).subtract(KqlWords.EXPRESSION_STARTS);
        } else if (expects(KqlTokens.STRING_LITERAL) && !expects(KqlTokens.AND)) {
            alternatives.add(expects(KqlTokens.LONG_LITERAL) ? "a literal" : "a string");
            rest = rest.subtract(KqlWords.EXPRESSION_STARTS);
        } else if (expects(KqlTokens.TYPE_NAME)) {
            alternatives.add("a type");
            rest = rest.subtract(KqlWords.TYPES);
        }
        if (expects(KqlTokens.AND)) {
            alternatives.add("an operator");
            rest = rest.subtract(KqlWords.EXPRESSION_OPERATORS);
        }
        KqlWords.SIGNS.stream().filter(rest::contains).map(KqlWords::shown).forEach(alternatives::addAll);
        if (!expects(KqlTokens.STRING_LITERAL)) {
            List<Integer> words = rest.toList();
            words.removeAll(KqlWords.SIGNS);
            words.stream().filter(type -> type > 0).map(KqlWords::shown).forEach(alternatives::addAll);
        }
        List<String> most = alternatives.stream().limit(MOST_ALTERNATIVES).toList();
        if (most.isEmpty()) {
            return "expected the end of the query";
        }
        String last = most.get(most.size() - 1);
        return "expected "
                + (most.size() == 1 ? last : String.join(", ", most.subList(0, most.size() - 1)) + " or " + last);
    }

    private boolean expects(int type) {
        return expected.contains(type);
    }

    private boolean isEnd() {
        return found.getType() == Token.EOF;
    }

    private boolean isClosing() {
        return switch (found.getType()) {
            case KqlTokens.RPAREN, KqlTokens.RBRACKET, KqlTokens.RBRACE -> true;
            default -> false;
        };
    }

    private static boolean isKeyword(Token token) {
        return switch (token.getType()) {
            case KqlTokens.IDENTIFIER,
                    KqlTokens.BOOL_LITERAL,
                    KqlTokens.STRING_LITERAL,
                    KqlTokens.TIMESPAN_LITERAL,
                    Token.EOF -> false;
            default -> WORD.matcher(token.getText()).matches();
        };
    }

    /** The innermost bracket that is open before the token. */
    private Optional<Token> openBracket() {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : tokens.getTokens().subList(0, found.getTokenIndex())) {
            switch (token.getType()) {
                case KqlTokens.LPAREN, KqlTokens.LBRACKET, KqlTokens.LBRACE -> open.push(token);
                case KqlTokens.RPAREN, KqlTokens.RBRACKET, KqlTokens.RBRACE -> open.poll();
                default -> {}
            }
        }
        return Optional.ofNullable(open.peek());
    }
}
