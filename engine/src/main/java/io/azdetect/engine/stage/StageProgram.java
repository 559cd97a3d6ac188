package io.azdetect.engine.stage;

import java.util.List;

/** A program over rows. It keeps no more of them than it has to: inputs may be longer than memory. */
@FunctionalInterface
public interface StageProgram {
    /** Reads the inputs, in the order of the stage's, and gives its result. Called once. */
    void run(List<RowReader> inputs, RowWriter result);
}
