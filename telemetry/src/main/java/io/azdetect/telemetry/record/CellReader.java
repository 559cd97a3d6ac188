package io.azdetect.telemetry.record;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import io.azdetect.kql.type.Ticks;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a JSON value as a value of a column, in the Java form that {@link KqlType} names. */
public final class CellReader {
    private static final int SHOWN = 80;
    private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private CellReader() {}

    /**
     * The value of a node for a column. JSON null, and an empty string where the column is no string, are the type's
     * null. For a dynamic column, a string that holds a JSON object or array means that object or array, as in rows that a
     * query returned or the portal exported.
     *
     * @throws MalformedRecordException if the value is not one of the column's type
     */
    public static Object read(JsonRecord json, int node, Column column) throws MalformedRecordException {
        JsonRecord.Kind kind = json.kind(node);
        if (kind == JsonRecord.Kind.NULL) {
            return column.type() == KqlType.STRING ? "" : null;
        }
        if (column.type() == KqlType.STRING) {
            return json.text(node);
        }
        if (column.type() == KqlType.DYNAMIC) {
            return dynamic(json, node, kind);
        }
        if (kind == JsonRecord.Kind.STRING && !json.hasContent(node)) {
            return null;
        }
        if (kind == JsonRecord.Kind.OBJECT || kind == JsonRecord.Kind.ARRAY) {
            throw wrongType(column, json.json(node));
        }
        return of(json.text(node), column);
    }

    /**
     * The value that a text stands for in a column; the empty text is the type's null.
     *
     * @throws MalformedRecordException if the text is not one of the column's type
     */
    public static Object of(String text, Column column) throws MalformedRecordException {
        if (column.type() == KqlType.STRING) {
            return text;
        }
        if (text.isBlank()) {
            return null;
        }
        try {
            return switch (column.type()) {
                case BOOL -> bool(text, column);
                case INT -> Math.toIntExact(whole(text));
                case LONG -> whole(text);
                case REAL -> real(text);
                case DECIMAL -> new BigDecimal(text.strip());
                case DATETIME -> time(text, column);
                case TIMESPAN -> whole(text);
                case GUID -> guid(text, column);
                case DYNAMIC -> JsonText.quote(text);
                case STRING -> text;
            };
        } catch (NumberFormatException | ArithmeticException e) {
            throw wrongType(column, text);
        }
    }

    /** Whether a text is a GUID with its hyphens, the form that gives a column the suffix _g. */
    public static boolean isGuid(String text) {
        return text.length() == 36
                && text.charAt(8) == '-'
                && GUID.matcher(text).matches();
    }

    /** Whether a text is a date with a time of day, the form that gives a column the suffix _t. */
    public static boolean isTime(String text) {
        return AzureTime.isIso(text);
    }

    private static String dynamic(JsonRecord json, int node, JsonRecord.Kind kind) {
        if (kind != JsonRecord.Kind.STRING) {
            return json.json(node);
        }
        String text = json.text(node).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                byte[] inner = text.getBytes(StandardCharsets.UTF_8);
                JsonRecord parsed = new JsonRecord();
                parsed.read(inner, 0, inner.length);
                return parsed.json(parsed.root());
            } catch (MalformedRecordException e) {
                // A string that only looks like JSON stays the string that it is.
                return json.json(node);
            }
        }
        return json.json(node);
    }

    private static Boolean bool(String text, Column column) throws MalformedRecordException {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw wrongType(column, text);
        };
    }

    private static long whole(String text) {
        String number = text.strip();
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            return new BigDecimal(number).longValueExact();
        }
    }

    private static Double real(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> new BigDecimal(text.strip()).doubleValue();
        };
    }

    private static Long time(String text, Column column) throws MalformedRecordException {
        long ticks = AzureTime.parse(text);
        if (ticks == AzureTime.NO_TIME) {
            ticks = epoch(text.strip());
        }
        if (ticks == AzureTime.NO_TIME) {
            throw new MalformedRecordException("unreadable time in " + column.name() + ": " + shown(text));
        }
        return ticks;
    }

    /** A count of seconds or milliseconds since 1970, told apart by their size: 13 digits are milliseconds since 2001. */
    private static long epoch(String text) {
        if (text.length() == 10 && text.chars().allMatch(Character::isDigit)) {
            return Ticks.UNIX_EPOCH + Long.parseLong(text) * Ticks.PER_SECOND;
        }
        if (text.length() == 13 && text.chars().allMatch(Character::isDigit)) {
            return Ticks.UNIX_EPOCH + Long.parseLong(text) * Ticks.PER_MILLISECOND;
        }
        return AzureTime.NO_TIME;
    }

    private static UUID guid(String text, Column column) throws MalformedRecordException {
        if (!isGuid(text.strip())) {
            throw wrongType(column, text);
        }
        return UUID.fromString(text.strip());
    }

    private static MalformedRecordException wrongType(Column column, String text) {
        return new MalformedRecordException(
                column.name() + " must be " + column.type().kustoName() + ", not " + shown(text));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
