package io.azdetect.telemetry.format;

/** The marks that Windows tools put at the beginning of text files. */
final class ByteOrderMark {
    static final int UTF_8_LENGTH = 3;

    private ByteOrderMark() {}

    static boolean isUtf8(byte[] bytes, int from, int to) {
        return to - from >= UTF_8_LENGTH
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
    }

    /** Whether a text is UTF-16 in either order of bytes. */
    static boolean isUtf16(byte[] bytes, int length) {
        return length >= 2
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
    }
}
