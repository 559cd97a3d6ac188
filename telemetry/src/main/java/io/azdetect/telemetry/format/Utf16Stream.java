package io.azdetect.telemetry.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** UTF-16 text, as PowerShell's redirection writes it, read as UTF-8. */
final class Utf16Stream extends InputStream {
    private final Reader reader;
    private final char[] chars = new char[8192];
    private int held;
    private byte[] bytes = {};
    private int at;

    Utf16Stream(InputStream in, Charset charset) {
        reader = new InputStreamReader(in, charset);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (at == bytes.length && !convert()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean convert() throws IOException {
        int read = reader.read(chars, held, chars.length - held);
        if (read < 0) {
            return false;
        }
        int count = held + read;
        // Half of a surrogate pair waits for its other half.
        boolean half = Character.isHighSurrogate(chars[count - 1]) && count > 1;
        int whole = half ? count - 1 : count;
        bytes = new String(chars, 0, whole).getBytes(StandardCharsets.UTF_8);
        at = 0;
        held = count - whole;
        if (half) {
            chars[0] = chars[whole];
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
