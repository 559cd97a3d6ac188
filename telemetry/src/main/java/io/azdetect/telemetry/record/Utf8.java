package io.azdetect.telemetry.record;

/** Checks UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing past U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /** The index after the character whose first byte is at {@code at}, or -1 if that is no UTF-8. */
    static int next(byte[] bytes, int at, int to) {
        int b = bytes[at] & 0xFF;
        if (b < 0x80) {
            return at + 1;
        }
        if (b < 0xC2 || b > 0xF4) {
            return -1;
        }
        int length = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
        if (at + length > to) {
            return -1;
        }
        int second = bytes[at + 1] & 0xFF;
        int lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        int highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return -1;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return -1;
            }
        }
        return at + length;
    }
}
