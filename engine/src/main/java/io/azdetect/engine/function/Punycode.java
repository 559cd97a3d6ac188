package io.azdetect.engine.function;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Punycode (RFC 3492), of one label and of a domain's labels. */
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CODE_POINT = 128;
    private static final int LONGEST = 10_000;
    private static final String PREFIX = "xn--";

    private Punycode() {}

    /** The text in ASCII; null when it is too long. */
    static String encode(String text) {
        int[] input = text.codePoints().toArray();
        if (input.length > LONGEST) {
            return null;
        }
        StringBuilder output = new StringBuilder();
        for (int c : input) {
            if (c < FIRST_CODE_POINT) {
                output.append((char) c);
            }
        }
        int basic = output.length();
        int handled = basic;
        if (basic > 0) {
            output.append('-');
        }
        int n = FIRST_CODE_POINT;
        long delta = 0;
        int bias = FIRST_BIAS;
        while (handled < input.length) {
            int next = Integer.MAX_VALUE;
            for (int c : input) {
                next = c >= n ? Math.min(next, c) : next;
            }
            delta += (long) (next - n) * (handled + 1);
            n = next;
            for (int c : input) {
                if (c < n) {
                    delta++;
                }
                if (c == n) {
                    append(output, delta, bias);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return output.toString();
    }

    private static void append(StringBuilder output, long delta, int bias) {
        long q = delta;
        for (int k = BASE; ; k += BASE) {
            int t = threshold(k, bias);
            if (q < t) {
                output.append(digit((int) q));
                return;
            }
            output.append(digit((int) (t + (q - t) % (BASE - t))));
            q = (q - t) / (BASE - t);
        }
    }

    /** The text that was encoded; null for what no text is encoded as. */
    static String decode(String encoded) {
        if (encoded.length() > LONGEST || encoded.chars().anyMatch(c -> c >= FIRST_CODE_POINT)) {
            return null;
        }
        int split = encoded.lastIndexOf('-');
        List<Integer> output = new ArrayList<>();
        for (int i = 0; i < split; i++) {
            output.add((int) encoded.charAt(i));
        }
        int n = FIRST_CODE_POINT;
        long i = 0;
        int bias = FIRST_BIAS;
        int in = Math.max(0, split + 1);
        while (in < encoded.length()) {
            long before = i;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = in < encoded.length() ? value(encoded.charAt(in++)) : -1;
                if (digit < 0 || weight > Integer.MAX_VALUE) {
                    return null;
                }
                i += digit * weight;
                int t = threshold(k, bias);
                if (digit < t) {
                    break;
                }
                weight *= BASE - t;
            }
            int size = output.size() + 1;
            bias = adapted(i - before, size, before == 0);
            long codePoint = n + i / size;
            if (codePoint > Character.MAX_CODE_POINT) {
                return null;
            }
            n = (int) codePoint;
            i %= size;
            output.add((int) i, n);
            i++;
        }
        StringBuilder text = new StringBuilder();
        output.forEach(text::appendCodePoint);
        return text.toString();
    }

    /** The labels that are not ASCII in punycode behind {@code xn--}, with full stops between all. */
    static String encodeDomain(String domain) {
        return List.of(domain.split("[.\u3002\uff0e\uff61]", -1)).stream()
                .map(label -> label.chars().allMatch(c -> c < FIRST_CODE_POINT) ? label : PREFIX + encode(label))
                .collect(Collectors.joining("."));
    }

    /** Null when a label behind {@code xn--} is no punycode. */
    static String decodeDomain(String domain) {
        List<String> labels = new ArrayList<>();
        for (String label : domain.split("\\.", -1)) {
            boolean encoded = label.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
            String decoded = encoded ? decode(label.substring(PREFIX.length())) : label;
            if (decoded == null) {
                return null;
            }
            labels.add(decoded);
        }
        return String.join(".", labels);
    }

    private static int threshold(int k, int bias) {
        return Math.max(T_MIN, Math.min(T_MAX, k - bias));
    }

    private static int adapted(long delta, int points, boolean first) {
        long d = delta / (first ? DAMP : 2);
        d += d / points;
        int k = 0;
        while (d > (BASE - T_MIN) * T_MAX / 2) {
            d /= BASE - T_MIN;
            k += BASE;
        }
        return (int) (k + (BASE - T_MIN + 1) * d / (d + SKEW));
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int value(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0' + 26;
        }
        char lower = (char) (digit | 0x20);
        return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
    }
}
