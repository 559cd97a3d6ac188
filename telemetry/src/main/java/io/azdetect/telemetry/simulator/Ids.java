package io.azdetect.telemetry.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Ids that look random and are made from text, so that every run makes the same ones. */
public final class Ids {

    private Ids() {}

    /** A GUID of version 4's form. */
    public static String guid(String... parts) {
        ByteBuffer bytes = ByteBuffer.wrap(digest(parts));
        long high = (bytes.getLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (bytes.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Lower-case hexadecimal digits, at most 64. */
    public static String hex(int digits, String... parts) {
        return HexFormat.of().formatHex(digest(parts)).substring(0, digits);
    }

    /** A number from 0 to {@code below - 1}. */
    public static long number(long below, String... parts) {
        return Long.remainderUnsigned(ByteBuffer.wrap(digest(parts)).getLong(), below);
    }

    /** The object id of a principal of that name; the same name has the same id in every kind of record. */
    public static String principal(String name) {
        return guid("principal", name);
    }

    private static byte[] digest(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
