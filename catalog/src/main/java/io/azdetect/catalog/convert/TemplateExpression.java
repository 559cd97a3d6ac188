package io.azdetect.catalog.convert;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * An expression of an Azure Resource Manager template, such as {@code [concat(parameters('name'), '-rule')]}, evaluated with
 * what is known before a deployment.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions">the functions</a>
 */
final class TemplateExpression {
    private final String text;
    private final BiFunction<String, String, Object> definitions;
    private int at;

    private TemplateExpression(String text, BiFunction<String, String, Object> definitions) {
        this.text = text;
        this.definitions = definitions;
    }

    /** Why a value is not known. */
    static final class UnknownValueException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownValueException(String message) {
            super(message);
        }
    }

    /** Whether a text of a template is an expression: it stands in brackets, and does not begin with two. */
    static boolean is(String text) {
        return text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
    }

    /**
     * The value, in Java's own texts, numbers, booleans, lists and maps.
     *
     * @param definitions the value of a name among {@code parameters} or {@code variables}
     * @throws UnknownValueException when only a deployment can tell
     */
    static Object evaluate(String text, BiFunction<String, String, Object> definitions) {
        TemplateExpression expression = new TemplateExpression(text.substring(1, text.length() - 1), definitions);
        Object value = expression.value();
        expression.skipBlanks();
        if (expression.at < expression.text.length()) {
            throw expression.unreadable();
        }
        return value;
    }

    private Object value() {
        skipBlanks();
        if (at >= text.length()) {
            throw unreadable();
        }
        char c = text.charAt(at);
        if (c == '\'') {
            return literal();
        }
        if (c == '-' || Character.isDigit(c)) {
            int begin = at++;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            return new BigDecimal(text.substring(begin, at));
        }
        Object value = call();
        while (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == '[')) {
            value = property(value);
        }
        return value;
    }

    private String literal() {
        StringBuilder literal = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != '\'') {
                literal.append(text.charAt(at));
            } else if (text.startsWith("''", at)) {
                literal.append('\'');
                at++;
            } else {
                at++;
                return literal.toString();
            }
        }
        throw unreadable();
    }

    private Object call() {
        String function = name();
        List<Object> arguments = new ArrayList<>();
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != '(') {
            throw unreadable();
        }
        at++;
        skipBlanks();
        while (at < text.length() && text.charAt(at) != ')') {
            arguments.add(value());
            skipBlanks();
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return apply(function.toLowerCase(Locale.ROOT), arguments);
    }

    private String name() {
        int begin = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (begin == at) {
            throw unreadable();
        }
        return text.substring(begin, at);
    }

    private Object property(Object value) {
        boolean named = text.charAt(at++) == '.';
        Object key = named ? name() : value();
        if (!named) {
            at++;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getKey().toString().equalsIgnoreCase(key.toString())) {
                    return entry.getValue();
                }
            }
        }
        if (value instanceof List<?> list && key instanceof BigDecimal index && index.intValue() < list.size()) {
            return list.get(index.intValue());
        }
        throw new UnknownValueException("'" + key + "' is not there");
    }

    private Object apply(String function, List<Object> arguments) {
        return switch (function) {
            case "parameters", "variables" -> definitions.apply(function, text(arguments, 0));
            case "concat" -> concat(arguments);
            case "format" -> format(arguments);
            case "replace" -> text(arguments, 0).replace(text(arguments, 1), text(arguments, 2));
            case "string" -> TemplateText.of(argument(arguments, 0));
            case "tolower" -> text(arguments, 0).toLowerCase(Locale.ROOT);
            case "toupper" -> text(arguments, 0).toUpperCase(Locale.ROOT);
            case "trim" -> text(arguments, 0).strip();
            case "json" -> TemplateText.json(text(arguments, 0));
            case "int" -> new BigDecimal(text(arguments, 0));
            case "bool" -> Boolean.valueOf(text(arguments, 0));
            case "true" -> true;
            case "false" -> false;
            case "createarray" -> arguments;
            case "join" -> String.join(text(arguments, 1), texts(argument(arguments, 0)));
            case "if" -> Boolean.TRUE.equals(argument(arguments, 0)) ? argument(arguments, 1) : argument(arguments, 2);
            case "equals" -> argument(arguments, 0).equals(argument(arguments, 1));
            case "not" -> !Boolean.TRUE.equals(argument(arguments, 0));
            case "empty" -> texts(argument(arguments, 0)).stream().allMatch(String::isEmpty);
            default -> throw new UnknownValueException("only a deployment can tell " + function + "()");
        };
    }

    private static Object concat(List<Object> arguments) {
        if (!arguments.isEmpty() && arguments.stream().allMatch(List.class::isInstance)) {
            List<Object> all = new ArrayList<>();
            arguments.forEach(a -> all.addAll((List<?>) a));
            return all;
        }
        StringBuilder all = new StringBuilder();
        arguments.forEach(a -> all.append(TemplateText.of(a)));
        return all.toString();
    }

    private String format(List<Object> arguments) {
        String formatted = text(arguments, 0);
        for (int i = 1; i < arguments.size(); i++) {
            formatted = formatted.replace("{" + (i - 1) + "}", TemplateText.of(arguments.get(i)));
        }
        return formatted.replace("{{", "{").replace("}}", "}");
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(TemplateText::of).toList()
                : List.of(TemplateText.of(value));
    }

    private String text(List<Object> arguments, int index) {
        return TemplateText.of(argument(arguments, index));
    }

    private Object argument(List<Object> arguments, int index) {
        if (index >= arguments.size()) {
            throw unreadable();
        }
        return arguments.get(index);
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private UnknownValueException unreadable() {
        return new UnknownValueException("the expression cannot be read from column " + (at + 1) + " on");
    }
}
