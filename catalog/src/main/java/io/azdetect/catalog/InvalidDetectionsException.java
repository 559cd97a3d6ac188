package io.azdetect.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** Detection files that cannot be used as they are; {@link #errors()} lists all that is wrong with all of them. */
public final class InvalidDetectionsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<DetectionError> errors;

    InvalidDetectionsException(List<DetectionError> errors) {
        super(errors.stream().map(DetectionError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    public List<DetectionError> errors() {
        return errors;
    }
}
