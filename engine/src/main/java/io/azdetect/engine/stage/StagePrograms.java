package io.azdetect.engine.stage;

import io.azdetect.kql.plan.Program;
import io.azdetect.kql.plan.SessionStarts;

/** The code of each program that a plan can hold. */
public final class StagePrograms {
    private StagePrograms() {}

    /** A run of the program. */
    public static StageProgram of(Program program) {
        if (program instanceof SessionStarts sessions) {
            return new SessionStartsRun(sessions);
        }
        throw new IllegalStateException("no code for " + program);
    }
}
