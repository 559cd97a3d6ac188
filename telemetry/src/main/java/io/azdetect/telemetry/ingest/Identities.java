package io.azdetect.telemetry.ingest;

import java.util.Arrays;

/** The identities of the records of a batch. */
final class Identities {
    private int size;
    private int[] hour = new int[1024];
    private long[] high = new long[1024];
    private long[] low = new long[1024];

    void add(int inHour, long highPart, long lowPart) {
        if (size == hour.length) {
            hour = Arrays.copyOf(hour, size * 2);
            high = Arrays.copyOf(high, size * 2);
            low = Arrays.copyOf(low, size * 2);
        }
        hour[size] = inHour;
        high[size] = highPart;
        low[size] = lowPart;
        size++;
    }

    int size() {
        return size;
    }

    int hour(int index) {
        return hour[index];
    }

    long high(int index) {
        return high[index];
    }

    long low(int index) {
        return low[index];
    }

    void clear() {
        size = 0;
    }
}
