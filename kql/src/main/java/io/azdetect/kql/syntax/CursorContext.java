package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * What the grammar says of a place in an unfinished text: what may stand there, and which part of the text made the rows
 * that are seen from there.
 */
public final class CursorContext {
    /** An operator's name may have hyphens in it; anywhere else a hyphen is a minus. */
    private static final Pattern OPERATOR_WORD = Pattern.compile("\\|\\s*([a-z]+-[a-z-]*)$");

    /** A token that the grammar takes nowhere. */
    private static final String NOWHERE = "\n!x";

    private static final Pattern WORD = Pattern.compile("!?[\\p{L}\\p{Nd}_$]+$|!$");

    private final String text;
    private final List<Token> tokens;
    private final Span word;
    private final IntervalSet expected;
    private final int start;
    private final int pipe;

    private CursorContext(String text, List<Token> tokens, Span word, IntervalSet expected) {
        this.text = text;
        this.tokens = tokens;
        this.word = word;
        this.expected = expected;
        int from = tokens.size();
        int lastPipe = -1;
        int depth = 0;
        while (from > 0 && !(depth == 0 && begins(from, lastPipe >= 0))) {
            Token token = tokens.get(--from);
            if (isClosing(token)) {
                depth++;
            } else if (isOpening(token)) {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && lastPipe < 0 && token.getType() == KqlTokens.PIPE) {
                lastPipe = from;
            }
        }
        if (isLet(from)) {
            from += 3;
        }
        this.start = from;
        this.pipe = lastPipe;
    }

    /**
     * The context of a place.
     *
     * @param text a query, right or wrong; what follows the place does not matter
     * @return nothing where nothing can be completed: inside a string or a comment, or behind text that is no KQL
     */
    public static Optional<CursorContext> at(String text, int offset) {
        String before = text.substring(0, offset);
        int wordStart = wordStart(before);
        String whole = before.substring(0, wordStart);
        try {
            CommonTokenStream stream = KqlParser.tokens(whole + NOWHERE);
            List<Token> tokens =
                    List.copyOf(stream.getTokens().subList(0, stream.getTokens().size() - 2));
            int end = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).getStopIndex() + 1;
            if (whole.lastIndexOf("//") >= end && whole.lastIndexOf("//") > whole.lastIndexOf('\n')) {
                return Optional.empty();
            }
            return expectedBehind(tokens, stream)
                    .map(expected -> new CursorContext(whole, tokens, new Span(wordStart, offset), expected));
        } catch (KqlException e) {
            return Optional.empty();
        }
    }

    /** Where the word at the end of a text begins. */
    public static int wordStart(String before) {
        Matcher operator = OPERATOR_WORD.matcher(before);
        if (operator.find()) {
            return operator.start(1);
        }
        Matcher word = WORD.matcher(before);
        return word.find() ? word.start() : before.length();
    }

    private static Optional<IntervalSet> expectedBehind(List<Token> tokens, CommonTokenStream stream) {
        Optional<IntervalSet> expected = expected(stream);
        if (expected.isPresent() || tokens.isEmpty()) {
            return expected;
        }
        // The parser looks at two tokens to decide how these go on, and gives up at the first.
        return switch (tokens.get(tokens.size() - 1).getType()) {
            case KqlTokens.SEMICOLON -> expected(KqlParser.tokens(NOWHERE));
            case KqlTokens.DOT -> Optional.of(new IntervalSet());
            default -> Optional.empty();
        };
    }

    /** What may stand at the last token, which fits nowhere; nothing when the text before it is wrong already. */
    private static Optional<IntervalSet> expected(CommonTokenStream tokens) {
        KqlGrammar grammar = new KqlGrammar(tokens);
        grammar.removeErrorListeners();
        SyntaxErrors errors = new SyntaxErrors();
        grammar.setErrorHandler(errors);
        grammar.getInterpreter().setPredictionMode(PredictionMode.LL);
        try {
            grammar.script();
        } catch (KqlException e) {
            return errors.expectedAt(tokens.size() - 2);
        }
        return Optional.empty();
    }

    /** The word that the place is in or behind, as far as it is written; empty when there is none. */
    public Span word() {
        return word;
    }

    /** Whether an expression, or a name, may stand here. */
    public boolean takesName() {
        return expected.contains(KqlTokens.IDENTIFIER);
    }

    /** Whether only a table may stand here. */
    public boolean takesTable() {
        if (!takesName()) {
            return false;
        }
        if (tokens.size() == start) {
            return true;
        }
        return switch (operator().orElse("")) {
            case "join", "lookup" -> !isBehindOn();
            case "union" -> true;
            default -> false;
        };
    }

    /** Whether a table may stand here beside other things: in the brackets of {@code in (…)}. */
    public boolean takesTableToo() {
        if (tokens.size() < 2 || last(0).getType() != KqlTokens.LPAREN) {
            return false;
        }
        return switch (last(1).getType()) {
            case KqlTokens.IN, KqlTokens.MEMBERSHIP -> true;
            default -> false;
        };
    }

    /** Whether an operator of a pipeline stands here. */
    public boolean takesOperator() {
        return !tokens.isEmpty() && last(0).getType() == KqlTokens.PIPE;
    }

    /** Whether the plug-in of an {@code evaluate} stands here. */
    public boolean takesPlugin() {
        return !tokens.isEmpty() && last(0).getType() == KqlTokens.EVALUATE;
    }

    /** The name of the value whose property is being written: {@code $left} in {@code $left.}. */
    public Optional<String> owner() {
        return tokens.size() > 1 && last(0).getType() == KqlTokens.DOT
                ? Optional.of(last(1).getText())
                : Optional.empty();
    }

    /** The option whose value stands here: {@code kind} in {@code kind=}. */
    public Optional<String> option() {
        boolean assigned = tokens.size() > 1 && last(0).getType() == KqlTokens.ASSIGN;
        return assigned && (last(1).getType() == KqlTokens.KIND || last(1).getType() == KqlTokens.HINT)
                ? Optional.of(last(1).getText())
                : Optional.empty();
    }

    /** The words of the language that may stand here. */
    public Set<String> words() {
        IntervalSet words = new IntervalSet(expected);
        if (takesName() && tokens.size() != start) {
            words = words.subtract(KqlWords.NAMES).subtract(KqlWords.EXPRESSION_STARTS);
        }
        if (tokens.size() == start + 1 && pipe < 0) {
            words = words.subtract(KqlWords.EXPRESSION_OPERATORS);
        }
        Set<String> spellings = new LinkedHashSet<>(KqlWords.spellings(words));
        spellings.removeIf(word -> word.chars().noneMatch(Character::isLetter));
        return spellings;
    }

    /** The operator that the place is in, by its first word. */
    public Optional<String> operator() {
        return pipe >= 0 && pipe + 1 < tokens.size()
                ? Optional.of(tokens.get(pipe + 1).getText())
                : start < tokens.size() && tokens.get(start).getType() == KqlTokens.UNION
                        ? Optional.of("union")
                        : Optional.empty();
    }

    /** The pipelines whose columns may be seen from here, the whole first, then those that end an operator before. */
    public List<String> pipelines() {
        List<String> pipelines = new ArrayList<>();
        int depth = 0;
        for (int i = pipe; i >= start && i > 0; i--) {
            Token token = tokens.get(i);
            if (isClosing(token)) {
                depth++;
            } else if (isOpening(token)) {
                depth--;
            } else if (depth == 0 && token.getType() == KqlTokens.PIPE) {
                pipelines.add(between(start, i));
            }
        }
        return pipelines;
    }

    /** The table at the right of the {@code join} or {@code lookup} whose conditions stand here. */
    public Optional<String> rightTable() {
        int on = on();
        if (on < 0) {
            return Optional.empty();
        }
        int from = pipe + 2;
        while (from + 2 < on && tokens.get(from + 1).getType() == KqlTokens.ASSIGN) {
            from += 3;
        }
        return Optional.of(between(from, on));
    }

    /** Whether the conditions of a {@code join} or {@code lookup} stand here. */
    public boolean isBehindOn() {
        return on() >= 0;
    }

    private int on() {
        int depth = 0;
        for (int i = pipe + 1; pipe >= 0 && i < tokens.size(); i++) {
            if (isOpening(tokens.get(i))) {
                depth++;
            } else if (isClosing(tokens.get(i))) {
                depth--;
            } else if (depth == 0 && tokens.get(i).getType() == KqlTokens.ON) {
                return i;
            }
        }
        return -1;
    }

    /** The statements before the one that the place is in, each with its semicolon. */
    public String declarations() {
        int depth = 0;
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (isOpening(tokens.get(i))) {
                depth++;
            } else if (isClosing(tokens.get(i))) {
                depth--;
            } else if (depth == 0 && tokens.get(i).getType() == KqlTokens.SEMICOLON) {
                end = i + 1;
            }
        }
        return end == 0 ? "" : between(0, end);
    }

    /** The names that the text before the statement declares with {@code let}. */
    public Set<String> declared() {
        Set<String> names = new LinkedHashSet<>();
        int before = statementStart();
        for (int i = 0; i < before; i++) {
            if (isLet(i)) {
                names.add(tokens.get(i + 1).getText());
            }
        }
        return names;
    }

    private int statementStart() {
        int at = start;
        while (at > 0
                && tokens.get(at - 1).getType() != KqlTokens.SEMICOLON
                && tokens.get(at - 1).getType() != KqlTokens.LBRACE) {
            at--;
        }
        return at;
    }

    private boolean isLet(int at) {
        return at + 2 < tokens.size()
                && tokens.get(at).getType() == KqlTokens.LET
                && tokens.get(at + 2).getType() == KqlTokens.ASSIGN;
    }

    /** Whether a pipeline begins at a token: behind a semicolon, or behind a bracket that holds one. */
    private boolean begins(int at, boolean hasPipe) {
        int before = tokens.get(at - 1).getType();
        return before == KqlTokens.SEMICOLON
                || before == KqlTokens.LBRACE
                || (before == KqlTokens.LPAREN && (hasPipe || opensTable(at - 1)));
    }

    private boolean opensTable(int bracket) {
        if (bracket == 0) {
            return true;
        }
        return switch (tokens.get(bracket - 1).getType()) {
            case KqlTokens.JOIN, KqlTokens.LOOKUP, KqlTokens.UNION, KqlTokens.TOSCALAR, KqlTokens.MATERIALIZE -> true;
            default ->
                bracket > 2
                        && tokens.get(bracket - 2).getType() == KqlTokens.ASSIGN
                        && tokens.get(bracket - 3).getType() == KqlTokens.KIND;
        };
    }

    private String between(int from, int to) {
        return from >= to
                ? ""
                : text.substring(
                        tokens.get(from).getStartIndex(), tokens.get(to - 1).getStopIndex() + 1);
    }

    private Token last(int back) {
        return tokens.get(tokens.size() - 1 - back);
    }

    private static boolean isOpening(Token token) {
        return switch (token.getType()) {
            case KqlTokens.LPAREN, KqlTokens.LBRACKET, KqlTokens.LBRACE -> true;
            default -> false;
        };
    }

    private static boolean isClosing(Token token) {
        return switch (token.getType()) {
            case KqlTokens.RPAREN, KqlTokens.RBRACKET, KqlTokens.RBRACE -> true;
            default -> false;
        };
    }
}
