package io.azdetect.catalog;

import io.azdetect.kql.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks for what detection files should not do: {@link LintRule}. */
public final class DetectionLint {
    private DetectionLint() {}

    /**
     * All that is found in files, given their texts by name.
     *
     * @param schema the tables that queries may name
     */
    public static List<LintFinding> findings(Map<String, String> texts, DatabaseSchema schema) {
        List<LintFinding> findings = new ArrayList<>();
        texts.forEach((file, text) -> LintTarget.of(text, file, schema).ifPresent(target -> {
            QueryLint.check(target);
            FileLint.check(target);
            findings.addAll(withoutExceptions(target));
        }));
        return findings;
    }

    private static List<LintFinding> withoutExceptions(LintTarget target) {
        List<LintException> exceptions = target.detection().exceptions();
        List<LintFinding> broken = target.findings();
        target.except(broken.stream()
                .filter(finding -> exceptions.stream().noneMatch(e -> e.rule() == finding.rule()))
                .toList());
        for (LintException exception : exceptions) {
            if (broken.stream().noneMatch(finding -> finding.rule() == exception.rule())) {
                target.atLine(
                        LintRule.NEEDLESS_EXCEPTION,
                        exception.line(),
                        "nothing here breaks " + exception.rule().code());
            }
        }
        return target.findings();
    }
}
