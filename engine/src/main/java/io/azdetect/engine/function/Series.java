package io.azdetect.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.kql.type.RealText;
import java.util.function.IntFunction;

/**
 * A numeric array. Elements that are no numbers are absent.
 *
 * <p>Long arrays are common, so that arrays of numbers and nulls are read character by character and not as trees.
 */
final class Series {
    private final double[] values;
    private final long[] wholes;
    private final boolean[] absent;
    private final boolean[] whole;

    private Series(int size) {
        values = new double[size];
        wholes = new long[size];
        absent = new boolean[size];
        whole = new boolean[size];
    }

    /** The series in an array's JSON text; null where it is no array. */
    static Series read(String json) {
        String text = json.strip();
        if (!text.startsWith("[")) {
            return null;
        }
        Series plain = plain(text);
        return plain == null ? ofTree(Json.read(text)) : plain;
    }

    /** An array of numbers and nulls; null where there is something else in it. */
    private static Series plain(String text) {
        String inner = text.substring(1, text.length() - 1).strip();
        if (inner.isEmpty()) {
            return new Series(0);
        }
        int size = 1;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == ',') {
                size++;
            } else if (c == '"' || c == '[' || c == '{' || c == 't' || c == 'f') {
                return null;
            }
        }
        Series series = new Series(size);
        int from = 0;
        for (int place = 0; place < size; place++) {
            int comma = inner.indexOf(',', from);
            int to = comma < 0 ? inner.length() : comma;
            series.set(place, inner.substring(from, to).strip());
            from = to + 1;
        }
        return series;
    }

    private void set(int place, String number) {
        if (number.equals("null")) {
            absent[place] = true;
            values[place] = Double.NaN;
            return;
        }
        values[place] = Double.parseDouble(number);
        if (number.length() < 19 && number.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            whole[place] = true;
            wholes[place] = Long.parseLong(number);
        }
    }

    private static Series ofTree(JsonNode array) {
        if (!array.isArray()) {
            return null;
        }
        Series series = new Series(array.size());
        for (int i = 0; i < array.size(); i++) {
            JsonNode node = array.get(i);
            if (node.isNumber()) {
                series.set(i, node.toString());
            } else {
                Double special = node.isTextual() ? special(node.textValue()) : null;
                series.absent[i] = special == null;
                series.values[i] = special == null ? Double.NaN : special;
            }
        }
        return series;
    }

    /** NaN and the infinities, which JSON has no numbers for. */
    private static Double special(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    int size() {
        return values.length;
    }

    double at(int place) {
        return values[place];
    }

    boolean isAbsent(int place) {
        return absent[place];
    }

    boolean isWhole(int place) {
        return whole[place];
    }

    long whole(int place) {
        return wholes[place];
    }

    /** Whether all elements are numbers, and at least one is there. */
    boolean isComplete() {
        for (boolean missing : absent) {
            if (missing) {
                return false;
            }
        }
        return values.length > 0;
    }

    /** Whether no element is a real number. */
    boolean isOfWholes() {
        boolean some = false;
        for (int i = 0; i < values.length; i++) {
            if (!absent[i] && !whole[i]) {
                return false;
            }
            some |= whole[i];
        }
        return some;
    }

    double[] toArray() {
        return values.clone();
    }

    /** The element as JSON text. */
    String element(int place) {
        return absent[place] ? "null" : whole[place] ? Long.toString(wholes[place]) : real(values[place]);
    }

    static String real(double value) {
        String text = RealText.format(value);
        if (!Double.isFinite(value)) {
            return '"' + text + '"';
        }
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0 ? text + ".0" : text;
    }

    static String array(int size, IntFunction<String> element) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < size; i++) {
            json.append(i == 0 ? "" : ",").append(element.apply(i));
        }
        return json.append(']').toString();
    }

    static String array(double[] values) {
        return array(values.length, i -> real(values[i]));
    }
}
