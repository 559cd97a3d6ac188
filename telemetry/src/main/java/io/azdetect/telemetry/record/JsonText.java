package io.azdetect.telemetry.record;

/** Writes JSON text. */
public final class JsonText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {}

    /** A string as JSON, with its quotes. */
    public static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        escape(text, json);
        return json.append('"').toString();
    }

    /** Appends a string's characters, escaping only what JSON requires. */
    public static void escape(String text, StringBuilder json) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
    }
}
