package io.azdetect.catalog;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file, so that one run shows all of it. */
final class Problems {
    private final String file;
    private final List<DetectionError> errors = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String message) {
        errors.add(new DetectionError(file, line, message));
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    List<DetectionError> errors() {
        return List.copyOf(errors);
    }
}
