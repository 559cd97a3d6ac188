package io.azdetect.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * The queries that run on one DuckDB instance. A function in Java cannot know which of them calls it, so it stops early only
 * when all of them are to end; one of several ends with the rows that its functions have at hand.
 */
final class RunningQueries {
    private final Set<Object> running = new HashSet<>();
    private final Set<Object> ending = new HashSet<>();
    private volatile boolean allEnding;

    synchronized void begin(Object query) {
        running.add(query);
        refresh();
    }

    /** The query is to end, and may still be running. */
    synchronized void ending(Object query) {
        if (running.contains(query)) {
            ending.add(query);
            refresh();
        }
    }

    synchronized void end(Object query) {
        running.remove(query);
        ending.remove(query);
        refresh();
    }

    private void refresh() {
        allEnding = !running.isEmpty() && ending.size() == running.size();
    }

    boolean areAllEnding() {
        return allEnding;
    }
}
