package io.azdetect.kql.syntax;

/** What a string literal means: https://learn.microsoft.com/kusto/query/scalar-data-types/string */
final class StringText {
    private StringText() {}

    /** The value of a whole literal: quotes, {@code @} and {@code h} included. */
    static String decode(String literal) {
        int start = literal.charAt(0) == 'h' || literal.charAt(0) == 'H' ? 1 : 0;
        char first = literal.charAt(start);
        if (first == '`' || first == '~') {
            return literal.substring(start + 3, literal.length() - 3);
        }
        if (first == '@') {
            String quote = literal.substring(start + 1, start + 2);
            return literal.substring(start + 2, literal.length() - 1).replace(quote + quote, quote);
        }
        return unescape(literal.substring(start + 1, literal.length() - 1));
    }

    private static String unescape(String text) {
        int next = text.indexOf('\\');
        if (next < 0) {
            return text;
        }
        StringBuilder value = new StringBuilder(text.length());
        int from = 0;
        while (next >= 0) {
            value.append(text, from, next);
            int length = escapeLength(text, next);
            value.appendCodePoint(codePoint(text.substring(next + 1, next + length)));
            from = next + length;
            next = text.indexOf('\\', from);
        }
        return value.append(text, from, text.length()).toString();
    }

    private static int codePoint(String escape) {
        return switch (escape.charAt(0)) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case 'u', 'U', 'x' -> {
                long code = Long.parseLong(escape.substring(1), 16);
                yield Character.isValidCodePoint((int) code) && code == (int) code ? (int) code : 0xFFFD;
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> Integer.parseInt(escape, 8);
            default -> escape.charAt(0);
        };
    }

    /** How many characters the escape that begins at a backslash has; 0 when it is none. */
    static int escapeLength(String text, int backslash) {
        int at = backslash + 1;
        if (at == text.length()) {
            return 0;
        }
        char kind = text.charAt(at);
        return switch (kind) {
            case '\\', '\'', '"', 'a', 'b', 'f', 'n', 'r', 't', 'v' -> 2;
            case 'u' -> hex(text, at + 1, 4);
            case 'U' -> hex(text, at + 1, 8);
            case 'x' -> hex(text, at + 1, 2);
            default -> octalLength(text, at);
        };
    }

    private static int hex(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return 0;
        }
        for (int i = from; i < from + digits; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return 0;
            }
        }
        return digits + 2;
    }

    private static int octalLength(String text, int from) {
        int digits = 0;
        int most = text.charAt(from) <= '3' ? 3 : 2;
        while (digits < most && from + digits < text.length() && isOctal(text.charAt(from + digits))) {
            digits++;
        }
        return digits == 0 ? 0 : digits + 1;
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }
}
