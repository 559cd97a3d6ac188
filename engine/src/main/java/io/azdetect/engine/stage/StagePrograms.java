package io.azdetect.engine.stage;

import io.azdetect.kql.plan.CommonPatterns;
import io.azdetect.kql.plan.DifferentPatterns;
import io.azdetect.kql.plan.FrequentPatterns;
import io.azdetect.kql.plan.Program;
import io.azdetect.kql.plan.ScanSteps;
import io.azdetect.kql.plan.SchemaMerge;
import io.azdetect.kql.plan.SessionStarts;
import io.azdetect.kql.plan.SimilarTexts;

/** The code of each program that a plan can hold. */
public final class StagePrograms {
    private StagePrograms() {}

    /**
     * A run of the program.
     *
     * @param calculator for scalars that the program computes
     */
    public static StageProgram of(Program program, Calculator calculator) {
        if (program instanceof ScanSteps scan) {
            return new ScanRun(scan, calculator);
        }
        if (program instanceof SessionStarts sessions) {
            return new SessionStartsRun(sessions);
        }
        if (program instanceof SchemaMerge merge) {
            return new SchemaMergeRun(merge);
        }
        if (program instanceof FrequentPatterns patterns) {
            return new FrequentPatternsRun(patterns);
        }
        if (program instanceof CommonPatterns patterns) {
            return new CommonPatternsRun(patterns);
        }
        if (program instanceof DifferentPatterns patterns) {
            return new DifferentPatternsRun(patterns);
        }
        if (program instanceof SimilarTexts texts) {
            return new SimilarTextsRun(texts);
        }
        throw new IllegalStateException("no code for " + program);
    }
}
