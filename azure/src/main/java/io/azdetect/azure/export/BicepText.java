package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bicep in the making. What a template says in JSON it says in Bicep's words: expressions stand without brackets, and
 * parameters and variables are named (<a
 * href="https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types">data types</a>).
 */
final class BicepText {
    private static final Pattern NAMED = Pattern.compile("(?:parameters|variables)\\('([A-Za-z_][A-Za-z0-9_]*)'\\)");
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    BicepText line(String line) {
        text.append(line).append('\n');
        return this;
    }

    String text() {
        return text.toString();
    }

    /** A value of a template; lines after the first one are indented by more than this. */
    static String value(JsonNode value, String indent) {
        if (value.isObject()) {
            return object(value, indent);
        }
        if (value.isArray()) {
            return array(value, indent);
        }
        if (!value.isTextual()) {
            return value.asText();
        }
        String words = value.textValue();
        if (words.startsWith("[[")) {
            return quoted(words.substring(1));
        }
        return words.startsWith("[") ? expression(words.substring(1, words.length() - 1)) : quoted(words);
    }

    private static String object(JsonNode value, String indent) {
        if (value.isEmpty()) {
            return "{}";
        }
        StringBuilder out = new StringBuilder("{\n");
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = field.getKey();
            out.append(indent)
                    .append(STEP)
                    .append(IDENTIFIER.matcher(name).matches() ? name : quoted(name))
                    .append(": ")
                    .append(value(field.getValue(), indent + STEP))
                    .append('\n');
        }
        return out.append(indent).append('}').toString();
    }

    private static String array(JsonNode value, String indent) {
        if (value.isEmpty()) {
            return "[]";
        }
        StringBuilder out = new StringBuilder("[\n");
        value.forEach(item -> out.append(indent)
                .append(STEP)
                .append(value(item, indent + STEP))
                .append('\n'));
        return out.append(indent).append(']').toString();
    }

    /** A template's expression; its texts know no backslash, those of Bicep do. */
    static String expression(String expression) {
        String named = NAMED.matcher(expression).replaceAll("$1");
        StringBuilder out = new StringBuilder();
        Matcher texts = TEXT.matcher(named);
        while (texts.find()) {
            texts.appendReplacement(
                    out, Matcher.quoteReplacement(quoted(texts.group(1).replace("''", "'"))));
        }
        return texts.appendTail(out).toString();
    }

    /** A text on one line. */
    static String quoted(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("${", "\\${")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "'";
    }

    /** A text of several lines as it is, where it has no three apostrophes in a row. */
    static String lines(String text) {
        return text.contains("'''") ? quoted(text) : "'''\n" + text.strip() + "\n'''";
    }
}
