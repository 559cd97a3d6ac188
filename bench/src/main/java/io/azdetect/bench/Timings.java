package io.azdetect.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long the repetitions of one thing took. */
final class Timings {
    private static final double NANOSECONDS = 1e6;

    private final List<Double> milliseconds = new ArrayList<>();

    /** Work that may fail. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }

    /** Does the work, once, and counts it. */
    <T> T time(Work<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.run();
        milliseconds.add((System.nanoTime() - start) / NANOSECONDS);
        return result;
    }

    /** In milliseconds. */
    double median() {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** In milliseconds. */
    double min() {
        return Collections.min(milliseconds);
    }

    static String milliseconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%,.2f" : "%,.0f", value);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
