package io.azdetect.telemetry.format;

import io.azdetect.telemetry.record.JsonKey;
import io.azdetect.telemetry.record.JsonRecord;
import io.azdetect.telemetry.record.JsonText;
import io.azdetect.telemetry.record.MalformedRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Cuts JSON text of any size and layout into records, holding one of them at a time: objects one after the other, arrays of
 * them, and the lists that Event Hubs ({@code records}), Microsoft Graph and Azure Resource Manager ({@code value}) and Log
 * Analytics ({@code tables}) wrap around them. Only brackets and strings are looked at; whether a record is right inside is
 * for its reader.
 */
final class JsonCutter {
    /** Larger records are not taken; Azure Monitor itself takes records of at most 1 MB. */
    static final int MAX_RECORD = 8 << 20;

    /** How much is kept of text that is no record. */
    static final int KEPT = 64 << 10;

    private static final Set<String> LISTS = Set.of("records", "value", "tables");
    private static final Set<String> BESIDE_LISTS = Set.of("nextLink", "count", "totalCount");

    private static final JsonKey COLUMNS = new JsonKey("columns");
    private static final JsonKey NAME = new JsonKey("name");
    private static final JsonKey OLD_NAME = new JsonKey("ColumnName");

    /** What encloses the place that the cutter is at. */
    private enum Frame {
        /** An array of records. */
        RECORDS,
        /** The array of a query result's tables. */
        TABLES,
        /** The array of a query result's rows. */
        ROWS,
        /** An object of which one member is such an array. */
        WRAPPER
    }

    private final InputStream in;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final JsonRecord json = new JsonRecord();
    private List<String> rowColumns = List.of();

    private byte[] buffer = new byte[64 << 10];
    private int at;
    private int limit;
    private boolean ended;
    private long lines;

    /** Where the record begins that is being looked at, or -1. */
    private int mark = -1;

    private byte[] beginning;
    private long dropped;

    private byte[] found;
    private int from;
    private int to;
    private long line;
    private long length;
    private String reason;

    JsonCutter(InputStream in) {
        this.in = in;
    }

    /** Whether a text begins with an array, or with an object that wraps one. */
    static boolean beginsList(byte[] bytes, int from, int to) {
        if (bytes[from] == '[') {
            return true;
        }
        int at = from + 1;
        while (at < to && isSpace(bytes[at])) {
            at++;
        }
        if (bytes[from] != '{' || at >= to || bytes[at] != '"') {
            return false;
        }
        int end = at + 1;
        while (end < to && end - at < 40 && bytes[end] != '"') {
            end++;
        }
        return belongsToList(new String(bytes, at + 1, end - at - 1, StandardCharsets.UTF_8));
    }

    private static boolean belongsToList(String key) {
        return isList(key) || key.startsWith("@") || BESIDE_LISTS.contains(key);
    }

    private static boolean isList(String key) {
        return LISTS.contains(key) || key.equals("Records");
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Goes to the next record, or to the next stretch of text that is none. */
    boolean next() throws IOException {
        mark = -1;
        while (true) {
            int b = skipSpace();
            if (b < 0) {
                return end();
            }
            Frame frame = frames.peek();
            if (frame == Frame.WRAPPER) {
                restOfWrapper(b);
            } else if (b == ',') {
                at++;
            } else if (b == ']' && frame != null) {
                at++;
                frames.pop();
            } else if (b == '{' && frame != Frame.ROWS) {
                if (object(frame)) {
                    return true;
                }
            } else if (b == '[') {
                if (frame == Frame.ROWS) {
                    return row();
                }
                at++;
                frames.push(Frame.RECORDS);
            } else {
                return garbage();
            }
        }
    }

    /** Hands what was found to a visitor, as if it began on this line or, when that is negative, where it really does. */
    void handTo(RecordVisitor visitor, long onLine) {
        long where = onLine < 0 ? line : onLine;
        if (reason == null) {
            visitor.record(found, from, to, where);
        } else {
            visitor.broken(found, from, to, where, length, reason);
        }
    }

    void addTo(Block block) {
        block.add(found, from, to, line, length, reason);
    }

    private boolean end() {
        if (frames.isEmpty()) {
            return false;
        }
        frames.clear();
        line = lines;
        return broken(0, 0, "the file ends before its list of records does");
    }

    /** Passes a member that stands beside a list. */
    private void restOfWrapper(int b) throws IOException {
        switch (b) {
            case '}' -> {
                at++;
                frames.pop();
            }
            case '{', '[' -> balanced();
            case '"' -> {
                at++;
                string();
            }
            default -> at++;
        }
    }

    /** Reads an object that may turn out to be a wrapper: then its list is entered and the answer is no. */
    private boolean object(Frame frame) throws IOException {
        begin();
        int depth = 0;
        boolean key = false;
        boolean wrapper = frame != Frame.ROWS;
        boolean listMayFollow = false;
        int keyStart = -1;
        String name = "";
        while (has()) {
            byte b = buffer[at++];
            switch (b) {
                case '"' -> {
                    int relative = at - mark;
                    if (!string()) {
                        return brokenString();
                    }
                    if (depth == 1 && key && wrapper) {
                        name = key(mark + relative, at - 1);
                        keyStart = relative - 1;
                        listMayFollow = true;
                        continue;
                    }
                }
                case '{', '[' -> {
                    if (b == '[' && listMayFollow && depth == 1 && opens(frame, name)) {
                        return !enter(name, keyStart);
                    }
                    depth++;
                    key = depth == 1;
                }
                case '}', ']' -> {
                    if (--depth == 0) {
                        return complete();
                    }
                }
                case ',' -> {
                    key = depth == 1;
                    if (depth == 1 && wrapper) {
                        wrapper = frame == Frame.TABLES ? !name.equals("rows") : belongsToList(name);
                    }
                }
                case ':' -> {
                    key = false;
                    continue;
                }
                case '\n' -> {
                    lines++;
                    continue;
                }
                case ' ', '\t', '\r' -> {
                    continue;
                }
                default -> {
                    // A part of a number or of a literal.
                }
            }
            listMayFollow = false;
        }
        frames.clear();
        return broken("the file ends inside a record");
    }

    private static boolean opens(Frame frame, String key) {
        return frame == Frame.TABLES ? key.equals("rows") : isList(key);
    }

    private String key(int start, int end) {
        return start > end || end - start > 60 ? "" : new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    /** Enters the list that begins at the bracket just read; says whether that went well. */
    private boolean enter(String name, int keyStart) {
        Frame list = name.equals("tables") ? Frame.TABLES : name.equals("rows") ? Frame.ROWS : Frame.RECORDS;
        frames.push(Frame.WRAPPER);
        if (list == Frame.ROWS && !readColumns(mark, mark + keyStart)) {
            // Step back, so that the rows are passed with the rest of their table.
            at--;
            return false;
        }
        frames.push(list);
        mark = -1;
        return true;
    }

    /** Reads the names of a query result's columns, from the part of its table before the rows. */
    private boolean readColumns(int start, int end) {
        byte[] head = Arrays.copyOfRange(buffer, start, end + 1);
        int last = head.length - 2;
        while (last > 0 && (isSpace(head[last]) || head[last] == ',')) {
            last--;
        }
        head[last + 1] = '}';
        rowColumns = new ArrayList<>();
        try {
            json.read(head, 0, last + 2);
            int columns = json.member(json.root(), COLUMNS);
            for (int node = json.first(columns); node != JsonRecord.NONE; node = json.after(columns, node)) {
                int name = json.member(node, NAME);
                rowColumns.add(json.text(name != JsonRecord.NONE ? name : json.member(node, OLD_NAME)));
            }
        } catch (MalformedRecordException e) {
            broken("a query result without readable columns");
            return false;
        }
        return true;
    }

    /** Reads a query result's row and makes it an object. */
    private boolean row() throws IOException {
        begin();
        if (!balanced()) {
            frames.clear();
            return broken("the file ends inside a row");
        }
        complete();
        if (reason != null) {
            return true;
        }
        try {
            json.read(found, from, to);
        } catch (MalformedRecordException e) {
            return broken(e.getMessage());
        }
        StringBuilder object = new StringBuilder("{");
        int column = 0;
        for (int node = json.first(json.root()); node != JsonRecord.NONE; node = json.after(json.root(), node)) {
            if (column < rowColumns.size() && json.hasContent(node)) {
                object.append(object.length() > 1 ? "," : "")
                        .append(JsonText.quote(rowColumns.get(column)))
                        .append(':')
                        .append(json.json(node));
            }
            column++;
        }
        if (column != rowColumns.size()) {
            return broken(
                    "a row of " + column + " values where the query result has " + rowColumns.size() + " columns");
        }
        found = object.append('}').toString().getBytes(StandardCharsets.UTF_8);
        from = 0;
        to = found.length;
        length = to;
        return true;
    }

    private void begin() {
        mark = at;
        line = lines;
        beginning = null;
        dropped = 0;
    }

    private boolean complete() {
        if (beginning != null) {
            return broken("larger than " + (MAX_RECORD >> 20) + " MiB");
        }
        found = buffer;
        from = mark;
        to = at;
        length = (long) to - from;
        reason = null;
        return true;
    }

    /** Passes an array or object; says whether it ended. */
    private boolean balanced() throws IOException {
        int depth = 0;
        while (has()) {
            byte b = buffer[at++];
            if (b == '"') {
                if (!string()) {
                    return false;
                }
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                if (--depth == 0) {
                    return true;
                }
            } else if (b == '\n') {
                lines++;
            }
        }
        return false;
    }

    /** Passes the rest of a string; says whether it ended before the line did. */
    private boolean string() throws IOException {
        while (has()) {
            byte b = buffer[at];
            if (b == '\n') {
                return false;
            }
            at++;
            if (b == '"') {
                return true;
            }
            if (b == '\\' && has()) {
                at++;
            }
        }
        return false;
    }

    /** After a string that does not end: the line is lost or, within a list, all that follows. */
    private boolean brokenString() throws IOException {
        if (!frames.isEmpty()) {
            frames.clear();
            while (has()) {
                at = limit;
            }
            return broken("a string has no end, so the records after it cannot be told apart");
        }
        return broken(has() ? "the line ends inside a string" : "the file ends inside a string");
    }

    /** Text where a record must begin: a line of it or, within a list, all that follows. */
    private boolean garbage() throws IOException {
        boolean inList = !frames.isEmpty();
        frames.clear();
        begin();
        while (has() && (inList || buffer[at] != '\n')) {
            at++;
        }
        return broken("neither JSON nor a table's row");
    }

    private boolean broken(String why) {
        if (beginning != null) {
            found = beginning;
            length = dropped + at - mark;
            from = 0;
            to = beginning.length;
            reason = why;
            return true;
        }
        found = buffer;
        length = (long) at - mark;
        return broken(mark, Math.min(at, mark + KEPT), why);
    }

    private boolean broken(int start, int end, String why) {
        found = buffer;
        from = start;
        to = end;
        if (start == end) {
            length = 0;
        }
        reason = why;
        return true;
    }

    private int skipSpace() throws IOException {
        while (has()) {
            byte b = buffer[at];
            if (!isSpace(b)) {
                return b & 0xFF;
            }
            if (b == '\n') {
                lines++;
            }
            at++;
        }
        return -1;
    }

    /** Whether there is a byte at the place, reading on if need be. */
    private boolean has() throws IOException {
        while (at >= limit) {
            if (ended) {
                return false;
            }
            fill();
        }
        return true;
    }

    private void fill() throws IOException {
        if (mark < 0) {
            at = 0;
            limit = 0;
        } else {
            keepRecord();
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            ended = true;
        } else {
            limit += read;
        }
    }

    private void keepRecord() {
        if (limit - mark >= MAX_RECORD) {
            if (beginning == null) {
                beginning = Arrays.copyOfRange(buffer, mark, mark + KEPT);
            }
            dropped += limit - mark;
            mark = 0;
            at = 0;
            limit = 0;
            return;
        }
        if (mark > 0) {
            System.arraycopy(buffer, mark, buffer, 0, limit - mark);
            at -= mark;
            limit -= mark;
            mark = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, MAX_RECORD + (64 << 10)));
        }
    }
}
