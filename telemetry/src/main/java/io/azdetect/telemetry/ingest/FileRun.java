package io.azdetect.telemetry.ingest;

import io.azdetect.telemetry.mapping.Origin;

/** A file while it is ingested. */
final class FileRun {
    /** How many records of a file are looked at together to tell repeated ones from duplicates. */
    static final int WINDOW = 131_072;

    private final String name;
    private final Origin origin;
    private final IdentityCounter occurrences = new IdentityCounter();
    private int inWindow;
    private long lines;

    FileRun(String name, Origin origin) {
        this.name = name;
        this.origin = origin;
    }

    String name() {
        return name;
    }

    Origin origin() {
        return origin;
    }

    /** How often a record came before in the present window. */
    int occurrence(long high, long low) {
        if (inWindow == WINDOW) {
            occurrences.clear();
            inWindow = 0;
        }
        inWindow++;
        return occurrences.add(high, low);
    }

    /** Lines before the block that comes next. */
    long lines() {
        return lines;
    }

    void addLines(long count) {
        lines += count;
    }
}
