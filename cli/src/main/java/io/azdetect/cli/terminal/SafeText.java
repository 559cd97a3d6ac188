package io.azdetect.cli.terminal;

/**
 * Text from logs for a terminal. Attackers choose user names and user agents; a terminal obeys escape sequences in them,
 * and right-to-left overrides make them read as something else. Here such characters are shown instead of done.
 */
public final class SafeText {
    private static final int CONTROL_PICTURES = 0x2400;

    private SafeText() {}

    /** The text with every control and format character made visible, on one line. */
    public static String visible(String text) {
        int length = text.length();
        for (int i = 0; i < length; ) {
            int c = text.codePointAt(i);
            if (acts(c)) {
                return replace(text, i);
            }
            i += Character.charCount(c);
        }
        return text;
    }

    private static String replace(String text, int from) {
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, from);
        text.substring(from).codePoints().forEach(c -> {
            if (!acts(c)) {
                shown.appendCodePoint(c);
            } else if (c == '\n') {
                shown.append('↵');
            } else if (c == '\t') {
                shown.append(' ');
            } else if (c == '\r') {
                shown.append('␍');
            } else if (c < ' ') {
                shown.appendCodePoint(CONTROL_PICTURES + c);
            } else {
                shown.append(String.format("\\u{%x}", c));
            }
        });
        return shown.toString();
    }

    private static boolean acts(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
