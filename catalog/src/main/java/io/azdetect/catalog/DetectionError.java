package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with a detection file.
 *
 * @param file as it was given
 * @param line from 1
 * @param message what is wrong and what to do
 */
public record DetectionError(String file, int line, String message) implements Comparable<DetectionError> {
    /** The code of all of them, stable as those of queries are. */
    public static final String CODE = "DET100";

    /** What the code says of a file, in a sentence. */
    public static final String MEANING = "A detection file has fields that are missing or wrong.";

    public DetectionError {
        requireNonNull(file, "file");
        requireNonNull(message, "message");
    }

    @Override
    public int compareTo(DetectionError other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }

    /** As compilers write it: {@code file:line: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
