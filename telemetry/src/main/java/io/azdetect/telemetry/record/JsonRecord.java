package io.azdetect.telemetry.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One JSON value, read in a single pass over its bytes into flat arrays: what kind each value is, where it stands, where
 * the next one is. Nothing is decoded or copied until it is asked for. The same pass checks the syntax (RFC 8259) and the
 * UTF-8, and computes the {@linkplain #identityHigh() identity}.
 *
 * <p>An instance is used for one record after the other, by one thread. A node is an index, valid until the next {@link
 * #read}; {@link #NONE} is no node.
 *
 * <p>Why not a library: a token stream gives neither the raw bytes of a nested value (the Activity Log's claims and
 * properties are kept as text) nor the identity without a second pass, and a tree allocates for every value.
 */
public final class JsonRecord {
    /** What a value is. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        NULL
    }

    public static final int NONE = -1;

    /** Deeper nesting is refused; Azure's records have less than ten levels. */
    public static final int MAX_DEPTH = 500;

    private static final int KEEP_NODES = 1 << 16;

    private static final byte ESCAPED = 1;
    private static final byte KEY_ESCAPED = 2;
    private static final byte SPACED = 4;

    private final ContentHash hash;

    private byte[] bytes;
    private int at;
    private int to;
    private int spaces;

    private int nodes;
    private Kind[] kind = new Kind[256];
    private byte[] flags = new byte[256];
    private int[] start = new int[256];
    private int[] end = new int[256];
    private int[] next = new int[256];
    private int[] keyStart = new int[256];
    private int[] keyEnd = new int[256];
    private int[] keyHash = new int[256];

    private long identityHigh;
    private long identityLow;

    /** A reader whose identities depend on a secret key. */
    public JsonRecord(long keyHigh, long keyLow) {
        this.hash = new ContentHash(keyHigh, keyLow);
    }

    /** A reader for content whose identity does not matter. */
    public JsonRecord() {
        this(0x243F6A8885A308D3L, 0x13198A2E03707344L);
    }

    /**
     * Reads the value in a part of a byte array, which must stay as it is while the value is used.
     *
     * @throws MalformedRecordException if that part is not exactly one JSON value in UTF-8
     */
    public void read(byte[] source, int from, int upTo) throws MalformedRecordException {
        bytes = source;
        at = from;
        to = upTo;
        if (nodes > KEEP_NODES) {
            shrink();
        }
        nodes = 0;
        skipSpace();
        value(0, 0);
        identityHigh = hash.high;
        identityLow = hash.low;
        skipSpace();
        if (at < to) {
            throw malformed("more text after the end of the record");
        }
    }

    /**
     * The first half of the record's identity: equal for records of equal content, whatever the white space, the order of
     * members and the way that characters are escaped.
     */
    public long identityHigh() {
        return identityHigh;
    }

    /** The second half of the record's identity. */
    public long identityLow() {
        return identityLow;
    }

    /** Computes an identity for text that is not JSON; there are no nodes then. */
    public void identifyText(byte[] source, int from, int upTo) {
        nodes = 0;
        hash.bytes('?', source, from, upTo);
        identityHigh = hash.high;
        identityLow = hash.low;
    }

    /** The node of the whole value. */
    public int root() {
        return 0;
    }

    public Kind kind(int node) {
        return kind[node];
    }

    public boolean isObject(int node) {
        return node >= 0 && kind(node) == Kind.OBJECT;
    }

    /** Whether a node is there, not JSON null and not an empty string. */
    public boolean hasContent(int node) {
        return node >= 0 && kind(node) != Kind.NULL && !(kind(node) == Kind.STRING && start[node] == end[node]);
    }

    /** The first member or element, or {@link #NONE}. */
    public int first(int container) {
        return container >= 0 && container + 1 < next[container] ? container + 1 : NONE;
    }

    /** The member or element after this one, or {@link #NONE}. */
    public int after(int container, int node) {
        return next[node] < next[container] ? next[node] : NONE;
    }

    /** The value of an object's member; one that differs in the case of ASCII letters only will do if there is no other. */
    public int member(int object, JsonKey key) {
        if (!isObject(object)) {
            return NONE;
        }
        int similar = NONE;
        for (int node = object + 1; node < next[object]; node = next[node]) {
            if (keyHash[node] == key.caseless()) {
                if (key.is(bytes, keyStart[node], keyEnd[node])) {
                    return node;
                }
                if (similar == NONE && key.isIgnoringCase(bytes, keyStart[node], keyEnd[node])) {
                    similar = node;
                }
            }
        }
        return similar;
    }

    /** The name of a member. */
    public String name(int member) {
        return (flags[member] & KEY_ESCAPED) == 0
                ? new String(bytes, keyStart[member], keyEnd[member] - keyStart[member], StandardCharsets.UTF_8)
                : decode(keyStart[member], keyEnd[member]);
    }

    /** A string's characters, or the JSON text of anything else. */
    public String text(int node) {
        if (kind(node) != Kind.STRING) {
            return json(node);
        }
        return (flags[node] & ESCAPED) == 0
                ? new String(bytes, start[node], end[node] - start[node], StandardCharsets.UTF_8)
                : decode(start[node], end[node]);
    }

    /** The JSON text of a value, as it was written but without white space between its parts. */
    public String json(int node) {
        boolean quoted = kind(node) == Kind.STRING;
        int from = quoted ? start[node] - 1 : start[node];
        int upTo = quoted ? end[node] + 1 : end[node];
        if ((flags[node] & SPACED) == 0) {
            return new String(bytes, from, upTo - from, StandardCharsets.UTF_8);
        }
        byte[] compact = new byte[upTo - from];
        int length = 0;
        boolean inString = false;
        boolean escaped = false;
        for (int i = from; i < upTo; i++) {
            byte b = bytes[i];
            if (inString) {
                compact[length++] = b;
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b > ' ' || b < 0) {
                compact[length++] = b;
                inString = b == '"';
            }
        }
        return new String(compact, 0, length, StandardCharsets.UTF_8);
    }

    /** The bytes that the value was read from. */
    byte[] bytes() {
        return bytes;
    }

    /** Where a value begins; for a string, after its quote. */
    int start(int node) {
        return start[node];
    }

    /** Where a value has ended; for a string, before its quote. */
    int end(int node) {
        return end[node];
    }

    boolean isEscaped(int node) {
        return (flags[node] & ESCAPED) != 0;
    }

    private void value(int depth, int keyFlags) throws MalformedRecordException {
        if (at >= to) {
            throw malformed("the record ends too early");
        }
        if (depth > MAX_DEPTH) {
            throw malformed("nested deeper than " + MAX_DEPTH + " levels");
        }
        int node = nodes++;
        if (node == kind.length) {
            grow();
        }
        flags[node] = (byte) keyFlags;
        start[node] = at;
        int spacesBefore = spaces;
        switch (bytes[at]) {
            case '{' -> object(node, depth);
            case '[' -> array(node, depth);
            case '"' -> {
                kind[node] = Kind.STRING;
                start[node] = at + 1;
                boolean escaped = string();
                end[node] = at - 1;
                if (escaped) {
                    flags[node] |= ESCAPED;
                }
            }
            case 't' -> literal(node, Kind.TRUE, "true");
            case 'f' -> literal(node, Kind.FALSE, "false");
            case 'n' -> literal(node, Kind.NULL, "null");
            default -> number(node);
        }
        next[node] = nodes;
        if (spaces != spacesBefore) {
            flags[node] |= SPACED;
        }
    }

    private void object(int node, int depth) throws MalformedRecordException {
        kind[node] = Kind.OBJECT;
        long sumHigh = 0;
        long sumLow = 0;
        at++;
        skipSpace();
        if (at < to && bytes[at] == '}') {
            at++;
        } else {
            while (true) {
                if (at >= to || bytes[at] != '"') {
                    throw at >= to
                            ? malformed("the record ends too early")
                            : malformed("a member's name must stand here");
                }
                int nameStart = at + 1;
                boolean escaped = string();
                int nameEnd = at - 1;
                long nameHigh = hash.high;
                long nameLow = hash.low;
                skipSpace();
                expect(':');
                skipSpace();
                int member = nodes;
                value(depth + 1, escaped ? KEY_ESCAPED : 0);
                keyStart[member] = nameStart;
                keyEnd[member] = nameEnd;
                keyHash[member] = JsonKey.hash(bytes, nameStart, nameEnd);
                hash.member(nameHigh, nameLow);
                sumHigh += hash.high;
                sumLow += hash.low;
                skipSpace();
                if (at < to && bytes[at] == '}') {
                    at++;
                    break;
                }
                expect(',');
                skipSpace();
            }
        }
        end[node] = at;
        hash.container('{', sumHigh, sumLow);
    }

    private void array(int node, int depth) throws MalformedRecordException {
        kind[node] = Kind.ARRAY;
        long high = 0;
        long low = 0;
        at++;
        skipSpace();
        if (at < to && bytes[at] == ']') {
            at++;
        } else {
            while (true) {
                value(depth + 1, 0);
                hash.element(high, low);
                high = hash.high;
                low = hash.low;
                skipSpace();
                if (at < to && bytes[at] == ']') {
                    at++;
                    break;
                }
                expect(',');
                skipSpace();
            }
        }
        end[node] = at;
        hash.container('[', high, low);
    }

    /** Reads a string; says whether it has escapes. */
    private boolean string() throws MalformedRecordException {
        int from = ++at;
        boolean escaped = false;
        boolean variant = false;
        while (true) {
            if (at >= to) {
                throw malformed("the record ends inside a string");
            }
            int b = bytes[at];
            if (b == '"') {
                break;
            }
            if (b == '\\') {
                escaped = true;
                variant |= escape();
            } else if (b < 0) {
                int after = Utf8.next(bytes, at, to);
                if (after < 0) {
                    throw malformed("not UTF-8");
                }
                at = after;
            } else if (b < ' ') {
                throw malformed("a control character inside a string");
            } else {
                at++;
            }
        }
        if (variant) {
            byte[] canonical = canonical(from, at);
            hash.bytes('"', canonical, 0, canonical.length);
        } else {
            hash.bytes('"', bytes, from, at);
        }
        at++;
        return escaped;
    }

    /** Reads an escape; says whether the same character could also be written in another way. */
    private boolean escape() throws MalformedRecordException {
        if (at + 1 >= to) {
            throw malformed("the record ends inside a string");
        }
        switch (bytes[at + 1]) {
            case '"', '\\', 'b', 'f', 'n', 'r', 't' -> {
                at += 2;
                return false;
            }
            case '/' -> {
                at += 2;
                return true;
            }
            case 'u' -> {
                if (at + 6 > to) {
                    throw malformed("the record ends inside a string");
                }
                for (int i = at + 2; i < at + 6; i++) {
                    if (Character.digit(bytes[i], 16) < 0) {
                        throw malformed("\\u must have four hexadecimal digits");
                    }
                }
                at += 6;
                return true;
            }
            default -> throw malformed("no such escape");
        }
    }

    private void literal(int node, Kind what, String text) throws MalformedRecordException {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= to || bytes[at + i] != text.charAt(i)) {
                throw malformed("no JSON value");
            }
        }
        at += text.length();
        kind[node] = what;
        end[node] = at;
        hash.container(text.charAt(0), 0, 0);
    }

    private void number(int node) throws MalformedRecordException {
        int from = at;
        if (bytes[at] == '-') {
            at++;
        }
        if (at < to && bytes[at] == '0') {
            at++;
        } else if (digits() == 0) {
            at = from;
            throw malformed("no JSON value");
        }
        if (at < to && bytes[at] == '.') {
            at++;
            if (digits() == 0) {
                throw malformed("a number must have digits after its point");
            }
        }
        if (at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            if (digits() == 0) {
                throw malformed("a number must have digits in its exponent");
            }
        }
        kind[node] = Kind.NUMBER;
        end[node] = at;
        hash.bytes('0', bytes, from, at);
    }

    private int digits() {
        int from = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - from;
    }

    private void expect(char wanted) throws MalformedRecordException {
        if (at >= to) {
            throw malformed("the record ends too early");
        }
        if (bytes[at] != wanted) {
            throw malformed("'" + wanted + "' must stand here");
        }
        at++;
    }

    private void skipSpace() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
            spaces++;
        }
    }

    private MalformedRecordException malformed(String reason) {
        return new MalformedRecordException("not JSON: " + reason + " (at byte " + (at + 1) + ")");
    }

    private String decode(int from, int upTo) {
        StringBuilder text = new StringBuilder(upTo - from);
        int plain = from;
        int i = from;
        while (i < upTo) {
            if (bytes[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
            switch (bytes[i + 1]) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    String digits = new String(bytes, i + 2, 4, StandardCharsets.ISO_8859_1);
                    text.append((char) Integer.parseInt(digits, 16));
                    i += 4;
                }
                default -> text.append((char) bytes[i + 1]);
            }
            i += 2;
            plain = i;
        }
        text.append(new String(bytes, plain, upTo - plain, StandardCharsets.UTF_8));
        return text.toString();
    }

    /** The one way of writing a string's characters that its hash is taken of: escape only what must be. */
    private byte[] canonical(int from, int upTo) {
        String text = decode(from, upTo);
        StringBuilder canonical = new StringBuilder(text.length() + 16);
        JsonText.escape(text, canonical);
        return canonical.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void grow() {
        int size = kind.length * 2;
        kind = Arrays.copyOf(kind, size);
        flags = Arrays.copyOf(flags, size);
        start = Arrays.copyOf(start, size);
        end = Arrays.copyOf(end, size);
        next = Arrays.copyOf(next, size);
        keyStart = Arrays.copyOf(keyStart, size);
        keyEnd = Arrays.copyOf(keyEnd, size);
        keyHash = Arrays.copyOf(keyHash, size);
    }

    private void shrink() {
        kind = new Kind[256];
        flags = new byte[256];
        start = new int[256];
        end = new int[256];
        next = new int[256];
        keyStart = new int[256];
        keyEnd = new int[256];
        keyHash = new int[256];
    }
}
