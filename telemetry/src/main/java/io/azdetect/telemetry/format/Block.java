package io.azdetect.telemetry.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * About a mebibyte of a file: whole lines, each to be cut into its records by whoever takes the block (which can be another
 * thread), or records that are cut already.
 */
public final class Block {
    /** Blocks are about this big, unless a single record is larger. */
    static final int SIZE = 1 << 20;

    private static final int[] NO_CUTS = {};

    private byte[] data;
    private int length;
    private final boolean lines;

    private int count;
    private int[] from = NO_CUTS;
    private int[] to = NO_CUTS;
    private long[] line = {};
    private long[] fullLength = {};
    private String[] broken = {};

    private Block(byte[] data, int length, boolean lines) {
        this.data = data;
        this.length = length;
        this.lines = lines;
    }

    /** Whole lines, which nobody changes any more. */
    static Block ofLines(byte[] data, int length) {
        return new Block(data, length, true);
    }

    /** A block to which records will be added. */
    static Block ofRecords() {
        return new Block(new byte[SIZE / 4], 0, false);
    }

    boolean isFull() {
        return length >= SIZE || count >= SIZE / 64;
    }

    boolean isEmpty() {
        return lines ? length == 0 : count == 0;
    }

    /** The size of the block's text in bytes. */
    public int size() {
        return length;
    }

    /**
     * Adds a record.
     *
     * @param reason why it is none; null if it is one
     */
    void add(byte[] source, int start, int end, long onLine, long full, String reason) {
        int size = end - start;
        if (length + size > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, length + size));
        }
        if (count == from.length) {
            int grown = Math.max(64, count * 2);
            from = Arrays.copyOf(from, grown);
            to = Arrays.copyOf(to, grown);
            line = Arrays.copyOf(line, grown);
            fullLength = Arrays.copyOf(fullLength, grown);
            broken = Arrays.copyOf(broken, grown);
        }
        System.arraycopy(source, start, data, length, size);
        from[count] = length;
        length += size;
        to[count] = length;
        line[count] = onLine;
        fullLength[count] = full;
        broken[count] = reason;
        count++;
    }

    /** Hands all records to the visitor; returns how many lines the block has if it is one of lines, and 0 otherwise. */
    public long forEach(RecordVisitor visitor) {
        if (lines) {
            return forEachLine(visitor);
        }
        for (int i = 0; i < count; i++) {
            if (broken[i] == null) {
                visitor.record(data, from[i], to[i], line[i]);
            } else {
                visitor.broken(data, from[i], to[i], line[i], fullLength[i], broken[i]);
            }
        }
        return 0;
    }

    private long forEachLine(RecordVisitor visitor) {
        long number = 0;
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && data[end] != '\n') {
                end++;
            }
            line(visitor, start, end, number++);
            start = end + 1;
        }
        return number;
    }

    private void line(RecordVisitor visitor, int start, int end, long number) {
        int first = start;
        int last = end;
        if (ByteOrderMark.isUtf8(data, first, last)) {
            first += ByteOrderMark.UTF_8_LENGTH;
        }
        while (first < last && JsonCutter.isSpace(data[first])) {
            first++;
        }
        while (last > first && JsonCutter.isSpace(data[last - 1])) {
            last--;
        }
        if (first == last) {
            return;
        }
        if (JsonCutter.beginsList(data, first, last)) {
            unwrap(visitor, first, last, number);
        } else {
            visitor.record(data, first, last, number);
        }
    }

    private void unwrap(RecordVisitor visitor, int first, int last, long number) {
        JsonCutter cutter = new JsonCutter(new ByteArrayInputStream(data, first, last - first));
        try {
            while (cutter.next()) {
                cutter.handTo(visitor, number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }
}
