package io.azdetect.telemetry.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.azdetect.telemetry.record.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads comma-separated values with a line of names, as the portal exports them, into JSON objects of strings. The text is
 * cut into lines here, minding quotes, so that what is wrong with one stays with it.
 */
final class CsvBlocks implements BlockReader {
    private static final String UTC = " [UTC]";

    private final InputStream in;
    private ObjectReader reader;
    private String[] names;
    private String headerProblem;

    private byte[] buffer = new byte[Block.SIZE];
    private int at;
    private int limit;
    private boolean ended;
    private long lines;

    CsvBlocks(InputStream in) {
        this.in = in;
    }

    @Override
    public Block next() throws IOException {
        Block block = Block.ofRecords();
        while (!block.isFull()) {
            long line = lines;
            int end = lineEnd();
            if (end < 0) {
                break;
            }
            int start = at;
            int textEnd = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
            at = Math.min(end + 1, limit);
            if (textEnd > start) {
                take(block, start, textEnd, line);
            }
        }
        return block.isEmpty() ? null : block;
    }

    private void take(Block block, int start, int end, long line) {
        String reason;
        try {
            if (end - start >= JsonCutter.MAX_RECORD) {
                throw new IOException("larger than " + (JsonCutter.MAX_RECORD >> 20) + " MiB");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buffer, start, end - start))
                    .toString();
            if (names == null) {
                readNames(text);
                return;
            }
            byte[] json = json(reader.readValue(text)).getBytes(StandardCharsets.UTF_8);
            block.add(json, 0, json.length, line, json.length, null);
            return;
        } catch (CharacterCodingException e) {
            reason = "not UTF-8";
        } catch (JsonProcessingException e) {
            reason = "not CSV: " + e.getOriginalMessage();
        } catch (IOException e) {
            reason = e.getMessage();
        }
        if (names == null) {
            names = new String[0];
            headerProblem = "the line of names cannot be read: " + reason;
        }
        block.add(buffer, start, Math.min(end, start + JsonCutter.KEPT), line, end - start, reason);
    }

    private void readNames(String header) throws IOException {
        char separator = separator(header);
        reader = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator));
        names = reader.readValue(header);
        for (int i = 0; i < names.length; i++) {
            String name = names[i].strip();
            if (name.endsWith("]") && name.contains(" [") && !name.endsWith(UTC)) {
                headerProblem = name + " is not in UTC; export again with the portal's time zone set to UTC";
            }
            names[i] = name.endsWith(UTC) ? name.substring(0, name.length() - UTC.length()) : name;
        }
    }

    private static char separator(String header) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private String json(String[] values) throws IOException {
        if (headerProblem != null) {
            throw new IOException(headerProblem);
        }
        if (values.length != names.length) {
            throw new IOException(values.length + " values where the line of names has " + names.length);
        }
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null && !values[i].isEmpty()) {
                json.append(json.length() > 1 ? "," : "")
                        .append(JsonText.quote(names[i]))
                        .append(':')
                        .append(JsonText.quote(values[i]));
            }
        }
        return json.append('}').toString();
    }

    /** Where the line ends that begins here, its quotes minded; -1 at the end of the file. */
    private int lineEnd() throws IOException {
        boolean quoted = false;
        int i = at;
        while (true) {
            if (i == limit) {
                int taken = i - at;
                if (ended || !fill()) {
                    return at < limit ? limit : -1;
                }
                i = at + taken;
            }
            byte b = buffer[i];
            if (b == '"') {
                quoted = !quoted;
            } else if (b == '\n') {
                lines++;
                if (!quoted) {
                    return i;
                }
            }
            i++;
        }
    }

    private boolean fill() throws IOException {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, limit - at);
            limit -= at;
            at = 0;
        }
        if (limit == buffer.length) {
            if (buffer.length > JsonCutter.MAX_RECORD) {
                // A quote without its end: what is here is one broken line, and the next begins where it may.
                return false;
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        ended = read < 0;
        limit += Math.max(read, 0);
        return !ended;
    }
}
