package io.azdetect.azure.export;

import io.azdetect.catalog.Detection;
import java.util.Optional;

/** What detections are exported as. */
public enum ExportFormat {
    /** Templates of log search alert rules of Azure Monitor. */
    ARM,
    /** Bicep modules of both kinds of rules. */
    BICEP,
    /** Terraform modules of both kinds of rules. */
    TERRAFORM,
    /** Templates of scheduled analytics rules of Microsoft Sentinel. */
    SENTINEL,
    /** Templates of near-real-time rules of Microsoft Sentinel; of scheduled ones where a detection cannot be one. */
    NRT,
    /** Rule files of the repository Azure-Sentinel. */
    YAML,
    /** The queries alone, with a head that says what they are. */
    KQL;

    ExportFiles files() {
        return switch (this) {
            case ARM -> new ArmFiles(RuleTarget.MONITOR);
            case BICEP -> new BicepFiles();
            case TERRAFORM -> new TerraformFiles();
            case SENTINEL -> new ArmFiles(RuleTarget.SENTINEL);
            case NRT -> new ArmFiles(RuleTarget.NEAR_REAL_TIME);
            case YAML -> new SentinelYaml();
            case KQL -> new QueryFiles();
        };
    }

    /** Whether a detection that Azure Monitor cannot run is not in the files at all. */
    boolean leavesOutRefused() {
        return this == ARM;
    }

    /** What of a detection is not as one would expect in this format, and why. */
    Optional<String> note(Detection detection) {
        return switch (this) {
            case ARM, BICEP, TERRAFORM ->
                RuleTarget.MONITOR.refusal(detection).map(reason -> "not for Azure Monitor: " + reason);
            case NRT -> NearRealTime.refusal(detection).map(reason -> "stays a scheduled rule: " + reason);
            case SENTINEL, YAML, KQL -> Optional.empty();
        };
    }
}
