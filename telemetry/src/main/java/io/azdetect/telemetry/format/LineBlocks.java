package io.azdetect.telemetry.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** Reads text in which every line is JSON of its own. A line longer than a record may be is cut where it wraps a list. */
final class LineBlocks implements BlockReader {
    /** Stands for the end of a long line, so that lines are counted right. */
    private static final byte[] LINE_BREAK = {'\n'};

    private final InputStream in;
    private byte[] rest = {};
    private int restLength;
    private boolean ended;
    private JsonBlocks longLine;
    private RestOfLine restOfLine;

    LineBlocks(InputStream in) {
        this.in = in;
    }

    @Override
    public Block next() throws IOException {
        if (longLine != null) {
            Block block = longLine.next();
            if (block != null) {
                return block;
            }
            longLine = null;
            rest = restOfLine.after();
            restLength = rest.length;
            return Block.ofLines(LINE_BREAK, LINE_BREAK.length);
        }
        byte[] data = new byte[Math.max(Block.SIZE, restLength)];
        System.arraycopy(rest, 0, data, 0, restLength);
        int length = restLength;
        restLength = 0;
        int end = lastLineEnd(data, 0, length);
        while (!ended && (length < data.length || end == 0)) {
            if (length == data.length) {
                if (length >= JsonCutter.MAX_RECORD) {
                    return beginLongLine(data, length);
                }
                data = Arrays.copyOf(data, data.length * 2);
            }
            int read = in.read(data, length, data.length - length);
            if (read < 0) {
                ended = true;
                break;
            }
            int newEnd = lastLineEnd(data, length, length + read);
            end = newEnd > 0 ? newEnd : end;
            length += read;
        }
        if (ended) {
            return length == 0 ? null : Block.ofLines(data, length);
        }
        keepRest(data, end, length);
        return Block.ofLines(data, end);
    }

    private Block beginLongLine(byte[] data, int length) throws IOException {
        restOfLine = new RestOfLine(new SequenceInputStream(new ByteArrayInputStream(data, 0, length), in));
        longLine = new JsonBlocks(restOfLine);
        return next();
    }

    private void keepRest(byte[] data, int end, int length) {
        restLength = length - end;
        rest = Arrays.copyOfRange(data, end, length);
    }

    /** The index after the last line break in a part, or 0. */
    private static int lastLineEnd(byte[] data, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (data[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    /** A stream that ends with its line. */
    private static final class RestOfLine extends InputStream {
        private final InputStream in;
        private byte[] after = {};
        private boolean ended;

        RestOfLine(InputStream in) {
            this.in = in;
        }

        /** What was read past the line's end. */
        byte[] after() {
            return after;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            int read = in.read(target, offset, length);
            if (read < 0) {
                ended = true;
                return -1;
            }
            for (int i = offset; i < offset + read; i++) {
                if (target[i] == '\n') {
                    ended = true;
                    after = Arrays.copyOfRange(target, i + 1, offset + read);
                    return i == offset ? -1 : i - offset;
                }
            }
            return read;
        }
    }
}
