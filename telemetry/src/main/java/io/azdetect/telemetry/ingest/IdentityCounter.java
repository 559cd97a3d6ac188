package io.azdetect.telemetry.ingest;

import java.util.Arrays;

/** Counts how often each of many 128-bit identities came; a hash table without objects. */
final class IdentityCounter {
    private static final int SMALLEST = 1 << 10;

    private long[] high = new long[SMALLEST];
    private long[] low = new long[SMALLEST];
    private int[] count = new int[SMALLEST];
    private int used;

    /** Counts one more; returns how many there were before. */
    int add(long highPart, long lowPart) {
        if (used * 2 >= count.length) {
            grow();
        }
        int slot = slot(highPart, lowPart);
        if (count[slot] == 0) {
            high[slot] = highPart;
            low[slot] = lowPart;
            used++;
        }
        return count[slot]++;
    }

    void clear() {
        Arrays.fill(count, 0);
        used = 0;
    }

    private int slot(long highPart, long lowPart) {
        int slot = (int) lowPart & (count.length - 1);
        while (count[slot] != 0 && (high[slot] != highPart || low[slot] != lowPart)) {
            slot = (slot + 1) & (count.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldCount = count;
        int size = count.length * 2;
        high = new long[size];
        low = new long[size];
        count = new int[size];
        for (int i = 0; i < oldCount.length; i++) {
            if (oldCount[i] != 0) {
                int slot = slot(oldHigh[i], oldLow[i]);
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                count[slot] = oldCount[i];
            }
        }
    }
}
