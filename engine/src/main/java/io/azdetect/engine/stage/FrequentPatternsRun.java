package io.azdetect.engine.stage;

import io.azdetect.engine.stage.CodedRows.Frequency;
import io.azdetect.kql.plan.FrequentPatterns;
import io.azdetect.kql.plan.PatternColumns;
import java.util.List;

/** {@code basket}: every frequent pattern. */
final class FrequentPatternsRun implements StageProgram {
    private final FrequentPatterns program;

    FrequentPatternsRun(FrequentPatterns program) {
        this.program = program;
    }

    @Override
    public void run(List<RowReader> inputs, RowWriter result) {
        Frequency frequent = (weights, totals) -> Shares.reaches(weights[0] / totals[0], program.threshold());
        CodedRows rows = CodedRows.read(
                inputs.get(0), program.columns(), List.of(PatternColumns.WEIGHT), frequent, result, program.span());
        List<MinedPattern> patterns =
                ClosedPatterns.of(rows, frequent, program.maxDimensions(), result, program.span()).stream()
                        .sorted(MinedPattern.BY_COUNT_AND_SIZE)
                        .toList();
        PatternRows.write(patterns, rows, program.columns(), Shares::ofOne, result);
    }
}
