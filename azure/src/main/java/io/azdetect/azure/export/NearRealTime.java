package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Trigger;
import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.plan.Plan;
import io.azdetect.telemetry.schema.TableSchemas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Microsoft Sentinel's near-real-time rules: they run every minute over what came in within the minute before (<a
 * href="https://learn.microsoft.com/azure/sentinel/near-real-time-rules">near-real-time rules</a>), so only a detection that
 * judges each record by itself can be one.
 */
final class NearRealTime {
    private NearRealTime() {}

    /** Why a detection cannot be one; empty when it can. */
    static Optional<String> refusal(Detection detection) {
        if (detection.trigger().comparison() != Trigger.Comparison.GREATER_THAN
                || detection.trigger().threshold() != 0) {
            return Optional.of("it does not fire at any row");
        }
        Plan plan = KqlCompiler.compile(detection.query(), TableSchemas.builtIn(), CompileOptions.at(Instant.EPOCH))
                .plan();
        return judgesEachRecord(plan)
                ? Optional.empty()
                : Optional.of("it looks at several records together, and a near-real-time rule sees only a minute's");
    }

    private static boolean judgesEachRecord(Plan plan) {
        return (plan instanceof Plan.Scan
                        || plan instanceof Plan.Filter
                        || plan instanceof Plan.Project
                        || plan instanceof Plan.MvExpand
                        || plan instanceof Plan.Parse
                        || plan instanceof Plan.Union
                        || plan instanceof Plan.Shared)
                && plan.inputs().stream().allMatch(NearRealTime::judgesEachRecord);
    }

    /** Makes one of a scheduled rule: the same without schedule and trigger. */
    static ObjectNode of(ObjectNode scheduled) {
        scheduled.put("kind", "NRT");
        RuleTarget.properties(scheduled)
                .remove(List.of("queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold"));
        return scheduled;
    }
}
