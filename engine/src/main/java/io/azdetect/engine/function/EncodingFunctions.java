package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Texts, bytes and guids in base64, compressed or not; texts and their code points. */
final class EncodingFunctions {
    /** The most bytes that a compressed text may grow to: what a value of Kusto may hold, and no bomb. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    static final List<JavaFunction> ALL = List.of(
            declare("kql_base64_to_array(string): dynamic", a -> base64ToArray(a.text(0))),
            declare("kql_base64_from_array(dynamic): string", a -> base64FromArray(a.text(0))),
            declare("kql_base64_to_guid(string): string", a -> base64ToGuid(a.text(0))),
            declare("kql_base64_from_guid(string): string", a -> base64FromGuid(UUID.fromString(a.text(0)))),
            declare("kql_zlib_compress(string): string", a -> base64(zlib(a.text(0)))),
            declare("kql_zlib_decompress(string): string", a -> decompressed(a.text(0), InflaterInputStream::new)),
            declare("kql_gzip_compress(string): string", a -> base64(gzip(a.text(0)))),
            declare("kql_gzip_decompress(string): string", a -> decompressed(a.text(0), GZIPInputStream::new)),
            declare("kql_punycode_encode(string): string", a -> Punycode.encode(a.text(0))),
            declare("kql_punycode_decode(string): string", a -> Punycode.decode(a.text(0))),
            declare("kql_punycode_encode_domain(string): string", a -> Punycode.encodeDomain(a.text(0))),
            declare("kql_punycode_decode_domain(string): string", a -> Punycode.decodeDomain(a.text(0))),
            declare("kql_codepoints_to_string(dynamic...): string", a -> codePointsToString(a.texts())));

    private EncodingFunctions() {}

    /** The bytes of base64, null for what is none; as in Kusto's example, base64 without its padding is none. */
    static byte[] bytes(String base64) {
        try {
            return base64.length() % 4 != 0 ? null : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base64ToArray(String text) {
        byte[] bytes = bytes(text);
        if (bytes == null) {
            return null;
        }
        List<JsonNode> values = new ArrayList<>(bytes.length);
        for (byte b : bytes) {
            values.add(Json.NODES.numberNode(b & 0xff));
        }
        return Json.array(values);
    }

    private static String base64FromArray(String array) {
        List<JsonNode> values = Json.elements(array).orElse(null);
        if (values == null) {
            return null;
        }
        byte[] bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
            JsonNode value = values.get(i);
            if (!value.isIntegralNumber() || value.longValue() < 0 || value.longValue() > 255) {
                return null;
            }
            bytes[i] = (byte) value.intValue();
        }
        return base64(bytes);
    }

    /**
     * The bytes of the first two fields are in reverse. Those of the third are not, by the example of Kusto's page, though
     * {@code base64_encode_fromguid} reverses them by the example of its own.
     */
    private static String base64ToGuid(String text) {
        byte[] bytes = bytes(text);
        if (bytes == null || bytes.length != 16) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long high = (buffer.getInt() & 0xffff_ffffL) << 32 | (buffer.getShort() & 0xffffL) << 16;
        buffer.order(ByteOrder.BIG_ENDIAN);
        return new UUID(high | (buffer.getShort() & 0xffffL), buffer.getLong()).toString();
    }

    /** The first three fields have their bytes in reverse, as on Windows. */
    private static String base64FromGuid(UUID guid) {
        long high = guid.getMostSignificantBits();
        ByteBuffer buffer = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt((int) (high >> 32)).putShort((short) (high >> 16)).putShort((short) high);
        buffer.order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits());
        return base64(buffer.array());
    }

    private static byte[] zlib(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        Adler32 checksum = new Adler32();
        checksum.update(plain);
        byte[] data = deflated(plain);
        return ByteBuffer.allocate(data.length + 6)
                .put((byte) 0x78)
                .put((byte) 0x01)
                .put(data)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static byte[] gzip(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(plain);
        byte[] data = deflated(plain);
        // No name, no time, the operating system unknown: what Kusto's example shows.
        byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
        return ByteBuffer.allocate(header.length + data.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header)
                .put(data)
                .putInt((int) checksum.getValue())
                .putInt(plain.length)
                .array();
    }

    /** Deflated; what that does not shorten is stored as it is, as in Kusto's examples. */
    private static byte[] deflated(byte[] plain) {
        byte[] fast = deflated(plain, Deflater.BEST_SPEED);
        return fast.length < plain.length ? fast : deflated(plain, Deflater.NO_COMPRESSION);
    }

    private static byte[] deflated(byte[] plain, int level) {
        Deflater deflater = new Deflater(level, true);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            deflater.setInput(plain);
            deflater.finish();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** A stream that takes compressed bytes and gives plain ones. */
    @FunctionalInterface
    private interface Decompressor {
        InputStream over(InputStream compressed) throws IOException;
    }

    /** The text, null when it is not what the decompressor takes, or not UTF-8, or too much. */
    private static String decompressed(String base64, Decompressor decompressor) {
        byte[] bytes = bytes(base64);
        if (bytes == null) {
            return null;
        }
        try (InputStream in = decompressor.over(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(MOST_BYTES + 1);
            return plain.length > MOST_BYTES ? null : text(plain);
        } catch (IOException e) {
            return null;
        }
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Of numbers and arrays of them; null when one is no code point. */
    private static String codePointsToString(List<String> values) {
        StringBuilder text = new StringBuilder();
        for (String value : values) {
            JsonNode node = Json.read(value);
            for (JsonNode point : node.isArray() ? node : List.of(node)) {
                if (!point.isIntegralNumber()
                        || !point.canConvertToInt()
                        || !Character.isValidCodePoint(point.intValue())
                        || isSurrogate(point.intValue())) {
                    return null;
                }
                text.appendCodePoint(point.intValue());
            }
        }
        return text.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
