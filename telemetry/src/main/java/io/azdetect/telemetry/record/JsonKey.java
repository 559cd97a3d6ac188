package io.azdetect.telemetry.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The name of a JSON member, ready to be looked for. */
public final class JsonKey {
    private final String name;
    private final byte[] utf8;
    private final int hash;

    public JsonKey(String name) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
        this.hash = hash(utf8, 0, utf8.length);
    }

    public String name() {
        return name;
    }

    /** A hash that is the same for names that differ in the case of ASCII letters only. */
    static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + lower(bytes[i]);
        }
        return hash;
    }

    int caseless() {
        return hash;
    }

    boolean is(byte[] bytes, int from, int to) {
        return Arrays.equals(utf8, 0, utf8.length, bytes, from, to);
    }

    boolean isIgnoringCase(byte[] bytes, int from, int to) {
        if (to - from != utf8.length) {
            return false;
        }
        for (int i = 0; i < utf8.length; i++) {
            if (lower(utf8[i]) != lower(bytes[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    @Override
    public String toString() {
        return name;
    }
}
