package io.azdetect.catalog.convert;

/** Why no detection can be made of a rule; its message is for people. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line from 1 */
    Refusal(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
