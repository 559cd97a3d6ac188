package io.azdetect.engine.stage;

import io.azdetect.engine.stage.CodedRows.Frequency;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.DifferentPatterns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code diffpatterns}: of the patterns whose shares of the two parts differ enough, the ones with the largest differences;
 * none of them is part of another.
 */
final class DifferentPatternsRun implements StageProgram {
    private final DifferentPatterns program;

    DifferentPatternsRun(DifferentPatterns program) {
        this.program = program;
    }

    @Override
    public void run(List<RowReader> inputs, RowWriter result) {
        double threshold = program.threshold();
        // What differs by so much has to be at least so much of one of the parts.
        Frequency frequent = (weights, totals) ->
                Shares.reaches(weights[0] / totals[0], threshold) || Shares.reaches(weights[1] / totals[1], threshold);
        CodedRows rows = CodedRows.read(
                inputs.get(0),
                program.columns(),
                List.of(DifferentPatterns.WEIGHT_A, DifferentPatterns.WEIGHT_B),
                frequent,
                result,
                program.span());
        double[] totals = rows.totals();
        if (totals[0] + totals[1] == 0) {
            return;
        }
        checkPart(totals[0], program.nameA());
        checkPart(totals[1], program.nameB());
        List<MinedPattern> candidates =
                ClosedPatterns.of(rows, frequent, program.maxDimensions(), result, program.span()).stream()
                        .filter(pattern -> Shares.reaches(Shares.difference(pattern, totals), threshold))
                        .sorted(Comparator.comparingDouble((MinedPattern p) -> -Shares.difference(p, totals))
                                .thenComparingInt(p -> -p.size())
                                .thenComparing(MinedPattern::byValues))
                        .toList();
        List<MinedPattern> chosen = new ArrayList<>();
        for (MinedPattern candidate : candidates) {
            result.check();
            if (chosen.stream().noneMatch(candidate::isComparableTo)) {
                chosen.add(candidate);
            }
        }
        PatternRows.write(chosen, rows, program.columns(), Shares::ofTwo, result);
    }

    private void checkPart(double total, String name) {
        if (total == 0) {
            throw new KqlException(
                    Code.RUNTIME,
                    "diffpatterns compares two parts, and no row's split column is '" + name + "'",
                    program.span());
        }
    }
}
