package io.azdetect.cli;

/** A file that a command was given is not what it must be; the message says what is wrong with it, and on which lines. */
final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidInputException(String message) {
        super(message);
    }

    InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
