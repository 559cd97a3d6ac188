package io.azdetect.kql.syntax;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.TimespanText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Literals and their values: https://learn.microsoft.com/kusto/query/scalar-data-types/ */
final class Literals {
    private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern GUID_DIGITS = Pattern.compile("\\p{XDigit}{32}");
    // A bound on the exponent keeps a short text from becoming a number of a million digits.
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,400}(\\.\\d{0,400})?([eE][+-]?\\d{1,3})?");

    private Literals() {}

    static Expression of(KqlGrammar.LiteralTextContext context) {
        return context.signedLiteral() != null
                ? of(context.signedLiteral())
                : JsonText.literal(context.dynamicLiteral());
    }

    static Expression of(KqlGrammar.SignedLiteralContext context) {
        if (context.MINUS() == null && context.PLUS() == null) {
            return of(context.literal());
        }
        return signed(context.MINUS() != null, context.literal(), Spans.of(context));
    }

    /** A number or timespan with its sign, so that the smallest long has a spelling. */
    static Expression signed(boolean negative, KqlGrammar.LiteralContext context, Span span) {
        if (!takesSign(context)) {
            throw new KqlException(Code.SYNTAX, "only a number or a timespan can have a sign", span);
        }
        return number(context.getStart(), negative ? "-" : "", span);
    }

    /** Whether a sign in front belongs to the literal: {@code -1}, but not {@code -int(1)}. */
    static boolean takesSign(KqlGrammar.LiteralContext context) {
        return context.LONG_LITERAL() != null || context.REAL_LITERAL() != null || context.TIMESPAN_LITERAL() != null;
    }

    static Expression of(KqlGrammar.LiteralContext context) {
        Token token = context.getStart();
        Span span = Spans.of(context);
        return switch (token.getType()) {
            case KqlTokens.STRING_LITERAL ->
                new Expression.Literal(KqlType.STRING, string(context.STRING_LITERAL()), span);
            case KqlTokens.BOOL_LITERAL ->
                new Expression.Literal(KqlType.BOOL, Boolean.parseBoolean(token.getText()), span);
            case KqlTokens.TYPED_LITERAL -> typed(token.getText(), span);
            case KqlTokens.RAW_GUID ->
                throw new KqlException(Code.SYNTAX, "write guid(" + token.getText() + ") for this value", span);
            default -> number(token, "", span);
        };
    }

    /** The text of one string literal or of several in a row, which are one string. */
    static String string(List<TerminalNode> parts) {
        return parts.size() == 1
                ? StringText.decode(parts.get(0).getText())
                : parts.stream().map(part -> StringText.decode(part.getText())).collect(Collectors.joining());
    }

    private static Expression number(Token token, String sign, Span span) {
        String text = sign + token.getText();
        return switch (token.getType()) {
            case KqlTokens.LONG_LITERAL -> new Expression.Literal(KqlType.LONG, wholeNumber(text, 64, span), span);
            case KqlTokens.REAL_LITERAL -> new Expression.Literal(KqlType.REAL, Double.valueOf(text), span);
            default -> new Expression.Literal(KqlType.TIMESPAN, timespan(text, span), span);
        };
    }

    private static Expression typed(String text, Span span) {
        int open = text.indexOf('(');
        String typeName = text.substring(0, open);
        String value = unquoted(text.substring(open + 1, text.length() - 1).strip());
        KqlType type = KqlType.of(typeName).orElseThrow();
        if (value.isEmpty() && type == KqlType.DATETIME) {
            Name now = new Name("now", span);
            return new Expression.Call(now, List.of(), span);
        }
        return new Expression.Literal(type, value.equals("null") ? null : value(type, value, span), span);
    }

    private static Object value(KqlType type, String text, Span span) {
        return switch (type) {
            case BOOL -> bool(text, span);
            case INT -> (int) wholeNumber(text, 32, span);
            case LONG -> wholeNumber(text, 64, span);
            case REAL -> real(text, span);
            case DECIMAL -> decimal(text, span);
            case DATETIME -> DatetimeText.parse(text).orElseThrow(() -> bad(text, KqlType.DATETIME, span));
            case TIMESPAN -> timespan(text, span);
            case GUID -> guid(text, span);
            case STRING, DYNAMIC -> throw new IllegalArgumentException(type.kustoName());
        };
    }

    private static boolean bool(String text, Span span) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw bad(text, KqlType.BOOL, span);
        };
    }

    private static long wholeNumber(String text, int bits, Span span) {
        KqlType type = bits == 32 ? KqlType.INT : KqlType.LONG;
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        long value;
        try {
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                long bitsOfValue = Long.parseUnsignedLong(digits, 2, digits.length(), 16);
                value = text.startsWith("-") ? -bitsOfValue : bitsOfValue;
            } else if (digits.startsWith("-") || digits.startsWith("+")) {
                throw bad(text, type, span);
            } else {
                value = Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            throw bad(text, type, span);
        }
        if (bits == 32 && value != (int) value) {
            throw bad(text, type, span);
        }
        return value;
    }

    private static double real(String text, Span span) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (!NUMBER.matcher(text).matches()) {
                    throw bad(text, KqlType.REAL, span);
                }
                yield Double.parseDouble(text);
            }
        };
    }

    private static BigDecimal decimal(String text, Span span) {
        if (!NUMBER.matcher(text).matches()) {
            throw bad(text, KqlType.DECIMAL, span);
        }
        return new BigDecimal(text);
    }

    private static long timespan(String text, Span span) {
        OptionalLong ticks = TimespanText.parse(text);
        return ticks.orElseThrow(() -> bad(text, KqlType.TIMESPAN, span));
    }

    private static UUID guid(String text, Span span) {
        if (GUID.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        if (GUID_DIGITS.matcher(text).matches()) {
            return new UUID(Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16));
        }
        throw bad(text, KqlType.GUID, span);
    }

    private static String unquoted(String text) {
        int last = text.length() - 1;
        boolean quoted =
                last > 0 && (text.charAt(0) == '"' || text.charAt(0) == '\'') && text.charAt(last) == text.charAt(0);
        return quoted ? text.substring(1, last).strip() : text;
    }

    private static KqlException bad(String text, KqlType type, Span span) {
        return new KqlException(
                Code.BAD_LITERAL, "'" + text + "' is not " + article(type) + type.kustoName() + " value", span);
    }

    private static String article(KqlType type) {
        return type == KqlType.INT ? "an " : "a ";
    }
}
