package io.azdetect.cli;

/** What the command tells its caller; scripts rely on these. */
final class ExitCode {
    static final int OK = 0;

    /** A hunt found something at least as bad as {@code --fail-on} says, a check something wrong, a test failed. */
    static final int FOUND = 1;

    /** The command line is wrong, or a file that it names is not what it must be. */
    static final int USAGE = 2;

    /** The command line is right and the work could not be done. */
    static final int FAILURE = 3;

    /** Somebody stopped it with Ctrl-C; what is in place was said. As shells count, 128 and the signal's number. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
