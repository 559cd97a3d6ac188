package io.azdetect.telemetry.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A file of raw logs, open to be read. What it is is seen from its content: gzip or not, a byte-order mark, a line of JSON
 * each, JSON of another layout, or comma-separated values.
 *
 * <p>A file that ends in an error (a gzip cut short, say) gives the records before it; the error is in {@link #failure()}.
 */
public final class LogFile implements AutoCloseable {
    /** How a file is laid out. */
    public enum Format {
        EMPTY,
        JSON_LINES,
        JSON,
        CSV,
        /** No log. */
        OTHER
    }

    /** How much of a file is looked at to see its format. */
    private static final int LOOK = 256 << 10;

    private static final Set<String> LOG_EXTENSIONS =
            Set.of("json", "jsonl", "ndjson", "log", "csv", "tsv", "gz", "avro", "parquet", "zip");

    private final Counting counting;
    private final Lenient content;
    private final Format format;
    private final BlockReader blocks;

    private LogFile(Counting counting, Lenient content, Format format) {
        this.counting = counting;
        this.content = content;
        this.format = format;
        this.blocks = switch (format) {
            case JSON_LINES -> new LineBlocks(content);
            case JSON -> new JsonBlocks(content);
            case CSV -> new CsvBlocks(content);
            case EMPTY, OTHER -> () -> null;
        };
    }

    /** Opens a file. */
    public static LogFile open(Path path) throws IOException {
        return open(Files.newInputStream(path), path.getFileName().toString());
    }

    /**
     * Opens a stream of what a file would hold.
     *
     * @param name the file's name; of its extension, a CSV file is believed
     */
    public static LogFile open(InputStream in, String name) throws IOException {
        Counting counting = new Counting(in);
        try {
            InputStream plain = unzipped(new BufferedInputStream(counting, 64 << 10));
            Lenient lenient = new Lenient(plain);
            byte[] start = lenient.look(LOOK);
            if (ByteOrderMark.isUtf16(start, start.length)) {
                lenient = new Lenient(new Utf16Stream(lenient, StandardCharsets.UTF_16));
                start = lenient.look(LOOK);
            }
            if (ByteOrderMark.isUtf8(start, 0, start.length)) {
                lenient.skipNBytes(ByteOrderMark.UTF_8_LENGTH);
                start = Arrays.copyOfRange(start, ByteOrderMark.UTF_8_LENGTH, start.length);
            }
            return new LogFile(
                    counting, lenient, Layout.of(start, extension(name).equals("csv")));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static InputStream unzipped(BufferedInputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == 0x1F && second == 0x8B ? new GZIPInputStream(in, 64 << 10) : in;
    }

    private static String extension(String name) {
        String plain = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether a file that is no log by its content has a name that claims to be one. */
    public static boolean claimsToBeLog(String name) {
        return LOG_EXTENSIONS.contains(extension(name)) || name.indexOf('.') < 0;
    }

    public Format format() {
        return format;
    }

    /** The next block of records, or null after the last. */
    public Block next() throws IOException {
        return blocks.next();
    }

    /** Bytes read of the file as it is stored. */
    public long bytesRead() {
        return counting.count;
    }

    /** Why the file could not be read to its end; known when the last block was read. */
    public Optional<String> failure() {
        return Optional.ofNullable(content.failure);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    /** Counts what is read. */
    private static final class Counting extends InputStream {
        private final InputStream in;
        private long count;

        Counting(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Takes an error for the end, and remembers it. */
    private static final class Lenient extends InputStream {
        private final PushbackInputStream in;
        private String failure;

        Lenient(InputStream in) {
            this.in = new PushbackInputStream(in, LOOK);
        }

        /** The first bytes, which stay there to be read. */
        byte[] look(int length) throws IOException {
            byte[] start = new byte[length];
            int count = 0;
            int read;
            while (count < length && (read = read(start, count, length - count)) > 0) {
                count += read;
            }
            in.unread(start, 0, count);
            return Arrays.copyOf(start, count);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
