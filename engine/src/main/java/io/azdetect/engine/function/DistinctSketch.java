package io.azdetect.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What {@code hll} keeps of the values: the least of their 64-bit hashes, at most {@code size} of them. With fewer, their
 * number is the number of distinct values; with all, how close they lie together tells it, with a standard error of one over
 * the square root of the size.
 *
 * <p>Written {@code [[16384],["hash", …]]}, the hashes as unsigned numbers in ascending order.
 */
record DistinctSketch(int size, NavigableSet<Long> hashes) {
    private static final int LARGEST = 1 << 18;
    private static final double ALL_HASHES = 0x1p64;

    /** Null for what is no sketch. */
    static DistinctSketch read(JsonNode json) {
        if (!json.isArray()
                || json.size() != 2
                || !json.path(0).path(0).isInt()
                || !json.path(1).isArray()) {
            return null;
        }
        int size = json.path(0).path(0).intValue();
        NavigableSet<Long> hashes = new TreeSet<>(Long::compareUnsigned);
        try {
            for (JsonNode hash : json.path(1)) {
                hashes.add(Long.parseUnsignedLong(hash.textValue()));
            }
        } catch (NumberFormatException e) {
            return null;
        }
        return size < 2 || size > LARGEST ? null : new DistinctSketch(size, hashes);
    }

    /** One of all; null when there is none. */
    static String merge(List<JsonNode> sketches) {
        DistinctSketch merged = null;
        for (JsonNode json : sketches) {
            DistinctSketch sketch = read(json);
            if (sketch == null) {
                continue;
            }
            if (merged == null) {
                merged = sketch;
            } else if (merged.size != sketch.size) {
                throw new IllegalArgumentException("hll_merge takes sketches of one accuracy");
            } else {
                merged.hashes.addAll(sketch.hashes);
                while (merged.hashes.size() > merged.size) {
                    merged.hashes.pollLast();
                }
            }
        }
        return merged == null ? null : merged.toString();
    }

    long count() {
        if (hashes.size() < size) {
            return hashes.size();
        }
        double greatest = Long.divideUnsigned(hashes.last(), 2) * 2.0;
        return Math.round((size - 1) / (greatest / ALL_HASHES));
    }

    @Override
    public String toString() {
        return hashes.stream()
                .map(hash -> "\"" + Long.toUnsignedString(hash) + "\"")
                .collect(Collectors.joining(",", "[[" + size + "],[", "]]"));
    }
}
