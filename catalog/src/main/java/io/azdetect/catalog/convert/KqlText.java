package io.azdetect.catalog.convert;

/** Texts and names as KQL writes them. */
final class KqlText {
    private KqlText() {}

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    /** A column's name, in brackets where it is no plain one. */
    static String column(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "[" + quoted(name) + "]";
    }
}
