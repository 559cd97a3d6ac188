package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.TimespanText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From type to type. What cannot be converted is null, never an error. */
final class ConversionFunctions {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern HEX = Pattern.compile("0[xX]([0-9a-fA-F]{1,16})");
    private static final Pattern REAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final Pattern GUID = Pattern.compile(
            "[{(]?([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})" + "-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})[)}]?");

    static final List<JavaFunction> ALL = List.of(
            declare("kql_to_long(string): long", a -> toLong(a.text(0))),
            declare("kql_to_real(string): real", a -> toReal(a.text(0))),
            declare("kql_to_decimal(string): string", a -> toDecimal(a.text(0))),
            declare("kql_to_bool(string): bool", a -> toBool(a.text(0))),
            declare("kql_to_guid(string): string", a -> toGuid(a.text(0))),
            declare("kql_to_datetime(string): datetime", a -> boxed(DatetimeText.parse(a.text(0)))),
            declare("kql_to_timespan(string): timespan", a -> boxed(TimespanText.parse(a.text(0)))),
            declare("kql_real_text(real): string", a -> realText(a.real(0))),
            declare(
                    "kql_real_decimal(real): string",
                    a -> Double.isFinite(a.real(0))
                            ? BigDecimal.valueOf(a.real(0)).toPlainString()
                            : null),
            declare("kql_decimal_text(string): string", a -> decimalText(a.text(0))),
            declare("kql_datetime_text(datetime): string", a -> DatetimeText.format(a.whole(0))),
            declare("kql_timespan_text(timespan): string", a -> TimespanText.format(a.whole(0))),
            declare("kql_dynamic_to_long(dynamic): long", a -> dynamicToLong(Json.read(a.text(0)))),
            declare("kql_dynamic_to_real(dynamic): real", a -> dynamicToReal(Json.read(a.text(0)))),
            declare("kql_dynamic_to_bool(dynamic): bool", a -> dynamicToBool(Json.read(a.text(0)))),
            declare("kql_dynamic_to_datetime(dynamic): datetime", a -> dynamicToDatetime(Json.read(a.text(0)))),
            declare("kql_dynamic_to_timespan(dynamic): timespan", a -> dynamicToTimespan(Json.read(a.text(0)))),
            declare("kql_dynamic_long(dynamic): long", a -> number(Json.read(a.text(0)), true)),
            declare("kql_dynamic_real(dynamic): real", a -> number(Json.read(a.text(0)), false)),
            declare(
                    "kql_dynamic_equal(dynamic, dynamic): bool",
                    a -> Json.equal(Json.read(a.text(0)), Json.read(a.text(1)))),
            declare("kql_gettype(dynamic): string", a -> typeName(Json.read(a.text(0)))));

    private ConversionFunctions() {}

    static Long toLong(String text) {
        String trimmed = text.strip();
        Matcher hex = HEX.matcher(trimmed);
        if (hex.matches()) {
            return Long.parseUnsignedLong(hex.group(1), 16);
        }
        if (!WHOLE.matcher(trimmed).matches()) {
            return null;
        }
        try {
            return Long.parseLong(trimmed);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static Double toReal(String text) {
        String trimmed = text.strip();
        if (REAL.matcher(trimmed).matches()) {
            return Double.parseDouble(trimmed);
        }
        return switch (trimmed.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    private static String toDecimal(String text) {
        String trimmed = text.strip();
        return REAL.matcher(trimmed).matches() ? new BigDecimal(trimmed).toPlainString() : null;
    }

    static Boolean toBool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    static String toGuid(String text) {
        Matcher guid = GUID.matcher(text.strip());
        return guid.matches()
                ? UUID.fromString(String.join(
                                "-", guid.group(1), guid.group(2), guid.group(3), guid.group(4), guid.group(5)))
                        .toString()
                : null;
    }

    private static Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    /** The shortest text that reads as the same number, with a point; from 1E+15 on with an exponent, as .NET writes. */
    static String realText(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return "0.0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -5 && exponent < 15) {
            String plain = decimal.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = decimal.unscaledValue().abs().toString();
        return (decimal.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "E"
                + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private static String decimalText(String text) {
        BigDecimal value = new BigDecimal(text);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static Long dynamicToLong(JsonNode node) {
        if (node.isNumber()) {
            return (Long) number(node, true);
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? 1L : 0L;
        }
        return node.isTextual() ? toLong(node.textValue()) : null;
    }

    static Double dynamicToReal(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? 1.0 : 0.0;
        }
        return node.isTextual() ? toReal(node.textValue()) : null;
    }

    /** The number that the value is, cut to a whole one if asked for; null for anything else, and for what is too large. */
    private static Object number(JsonNode node, boolean whole) {
        if (!node.isNumber()) {
            return null;
        }
        if (!whole) {
            return node.doubleValue();
        }
        BigInteger value = Json.decimal(node).toBigInteger();
        return value.bitLength() < 64 ? (Object) value.longValue() : null;
    }

    static Boolean dynamicToBool(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return Json.decimal(node).signum() != 0;
        }
        return node.isTextual() ? toBool(node.textValue()) : null;
    }

    static Long dynamicToDatetime(JsonNode node) {
        return node.isTextual() ? boxed(DatetimeText.parse(node.textValue())) : null;
    }

    static Long dynamicToTimespan(JsonNode node) {
        return node.isTextual() ? boxed(TimespanText.parse(node.textValue())) : null;
    }

    private static String typeName(JsonNode node) {
        if (node.isArray()) {
            return "array";
        }
        if (node.isObject()) {
            return "dictionary";
        }
        if (node.isBoolean()) {
            return "bool";
        }
        if (node.isNumber()) {
            return !node.isIntegralNumber() ? "real" : node.canConvertToInt() ? "int" : "long";
        }
        return node.isTextual() ? "string" : "null";
    }
}
