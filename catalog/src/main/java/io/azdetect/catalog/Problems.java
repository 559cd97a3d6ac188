package io.azdetect.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects what is wrong with one file, so that one run shows all of it. */
public final class Problems {
    private final String file;
    private final List<DetectionError> errors = new ArrayList<>();
    private final Set<String> fields = new TreeSet<>();

    public Problems(String file) {
        this.file = file;
    }

    public void add(int line, String message) {
        errors.add(new DetectionError(file, line, message));
    }

    /** Notes that a reader knows a field, so that a test can compare the fields that are read with those documented. */
    void knows(String path) {
        fields.add(path.replaceAll("\\[\\d+]", "[]"));
    }

    /** All that readers of this file know, items of lists as {@code tests[].name}. */
    Set<String> fields() {
        return Set.copyOf(fields);
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public List<DetectionError> errors() {
        return List.copyOf(errors);
    }

    /**
     * Gives up where anything is wrong.
     *
     * @throws InvalidDetectionsException with all of it, by line
     */
    public void requireNone() throws InvalidDetectionsException {
        if (!errors.isEmpty()) {
            throw new InvalidDetectionsException(errors.stream().sorted().toList());
        }
    }
}
