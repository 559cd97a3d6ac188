package io.azdetect.telemetry.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A keyed 128-bit hash of JSON content, built up value by value: two independent lanes of multiply-and-fold steps.
 *
 * <p>The order of an object's members does not count, so their hashes are added. The key is a workspace's secret:
 * whoever writes into logs (a user agent, a file name) cannot craft a record that is taken for another one.
 */
final class ContentHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // Odd constants with as many ones as zeros.
    private static final long STEP_HIGH = 0x9E3779B97F4A7C15L;
    private static final long STEP_LOW = 0xD1B54A32D192ED03L;
    private static final long END_HIGH = 0xA24BAED4963EE407L;
    private static final long END_LOW = 0x9FB21C651E98DF25L;

    private final long keyHigh;
    private final long keyLow;

    /** The last result. */
    long high;

    long low;

    ContentHash(long keyHigh, long keyLow) {
        this.keyHigh = keyHigh;
        this.keyLow = keyLow;
    }

    void bytes(int tag, byte[] bytes, int from, int to) {
        long salt = ((long) tag << 56) ^ (to - from);
        long h = keyHigh ^ salt;
        long l = keyLow ^ salt;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = (long) LONG.get(bytes, at);
            h = fold(h ^ word, STEP_HIGH);
            l = fold(l ^ word, STEP_LOW);
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << 8 | (bytes[at] & 0xFF);
        }
        high = fold(h ^ rest, END_HIGH);
        low = fold(l ^ rest, END_LOW);
    }

    /** The hash of a member, from the hash of its name and the last result, that of its value. */
    void member(long nameHigh, long nameLow) {
        high = fold(nameHigh ^ Long.rotateLeft(high, 31), STEP_HIGH);
        low = fold(nameLow ^ Long.rotateLeft(low, 31), STEP_LOW);
    }

    /** The hash of an array's elements so far and the last result, that of the next one. */
    void element(long beforeHigh, long beforeLow) {
        high = fold(Long.rotateLeft(beforeHigh, 17) ^ high, STEP_HIGH);
        low = fold(Long.rotateLeft(beforeLow, 17) ^ low, STEP_LOW);
    }

    void container(int tag, long sumHigh, long sumLow) {
        high = fold(sumHigh ^ keyHigh ^ tag, END_HIGH);
        low = fold(sumLow ^ keyLow ^ tag, END_LOW);
    }

    private static long fold(long value, long factor) {
        return Math.multiplyHigh(value, factor) ^ (value * factor);
    }
}
