package io.azdetect.telemetry.ingest;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file could not be read. */
final class Failures {
    private Failures() {}

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "cannot be read: permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "cannot be read: there is no such file";
        }
        return "cannot be read: " + e.getMessage();
    }
}
