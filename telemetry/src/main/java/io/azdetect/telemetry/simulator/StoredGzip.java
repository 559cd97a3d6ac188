package io.azdetect.telemetry.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Gzip (RFC 1952) whose bytes depend on the content alone. Compressors differ between Java builds, and so would the sample
 * files; here the content is stored in blocks, uncompressed, and the header holds no time.
 */
final class StoredGzip {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int BLOCK = 0xffff;

    private StoredGzip() {}

    static byte[] pack(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length + 64);
        packed.writeBytes(HEADER);
        int start = 0;
        do {
            int length = Math.min(BLOCK, content.length - start);
            boolean last = start + length == content.length;
            packed.writeBytes(ByteBuffer.allocate(5)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put((byte) (last ? 1 : 0))
                    .putShort((short) length)
                    .putShort((short) ~length)
                    .array());
            packed.write(content, start, length);
            start += length;
        } while (start < content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        packed.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt(content.length)
                .array());
        return packed.toByteArray();
    }
}
