package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Numbers. */
final class NumberFunctions {
    private static final List<String> BYTE_UNITS = List.of("Bytes", "KB", "MB", "GB", "TB", "PB", "EB");

    static final List<JavaFunction> ALL = List.of(
            declare(
                    "kql_decimal_multiply(string, string): string",
                    a -> Decimals.stored(new BigDecimal(a.text(0)).multiply(new BigDecimal(a.text(1))))),
            declare(
                    "kql_decimal_divide(string, string): string",
                    a -> Decimals.quotient(new BigDecimal(a.text(0)), new BigDecimal(a.text(1)))),
            declare(
                    "kql_decimal_round(string, long): string",
                    a -> Decimals.rounded(new BigDecimal(a.text(0)), a.whole(1))),
            declare("kql_round(real, long): real", a -> round(a.real(0), a.whole(1))),
            declare(
                    "kql_shift_left(long, long): long",
                    a -> a.whole(1) < 0 ? null : (Object) (a.whole(0) << (a.whole(1) % 64))),
            declare(
                    "kql_shift_right(long, long): long",
                    a -> a.whole(1) < 0 ? null : (Object) (a.whole(0) >> (a.whole(1) % 64))),
            declare("kql_tohex(long, long): string", a -> toHex(a.whole(0), a.whole(1))),
            declare(
                    "kql_format_bytes(real, long, string): string",
                    a -> formatBytes(a.real(0), a.whole(1), a.text(2))));

    private NumberFunctions() {}

    /** Rounded as the number reads, half away from zero: 2.15 is 2.2, though its binary form is a little less. */
    static double round(double value, long digits) {
        if (!Double.isFinite(value) || Math.abs(digits) > 308) {
            return value;
        }
        return BigDecimal.valueOf(value)
                .setScale((int) digits, RoundingMode.HALF_UP)
                .doubleValue();
    }

    private static String toHex(long value, long length) {
        String hex = Long.toHexString(value);
        return hex.length() >= length ? hex : "0".repeat((int) length - hex.length()) + hex;
    }

    private static String formatBytes(double size, long precision, String unit) {
        int scale = unit.isEmpty() ? 0 : unitIndex(unit);
        if (scale < 0) {
            return null;
        }
        if (unit.isEmpty()) {
            while (scale < BYTE_UNITS.size() - 1 && Math.abs(size) >= Math.pow(1024, scale + 1)) {
                scale++;
            }
        }
        BigDecimal value = new BigDecimal(size / Math.pow(1024, scale))
                .setScale((int) precision, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return value.toPlainString() + " " + BYTE_UNITS.get(scale);
    }

    private static int unitIndex(String unit) {
        for (int i = 0; i < BYTE_UNITS.size(); i++) {
            if (BYTE_UNITS.get(i).toLowerCase(Locale.ROOT).equals(unit.toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }
}
