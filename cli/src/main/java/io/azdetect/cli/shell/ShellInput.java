package io.azdetect.cli.shell;

import java.util.Optional;

/** Where the queries and commands of a shell come from. */
public interface ShellInput {
    /** The next one, which may be blank; nothing at the end. */
    Optional<String> next();

    /** Runs the work, which whoever sits at the input may cancel meanwhile. */
    void during(Runnable work, Runnable cancel);

    /** The characters in a line of the screen, as it is now; 0 when nobody sits there. */
    int columns();
}
