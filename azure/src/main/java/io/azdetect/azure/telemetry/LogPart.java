package io.azdetect.azure.telemetry;

import io.azdetect.azure.export.ArmTemplate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A part of what detections need to be logged, with a place in Azure of its own where it is switched on. */
public enum LogPart {
    /** A subscription's Activity Log goes to the workspace. */
    ACTIVITY_LOG {
        @Override
        Optional<ArmTemplate> template(TelemetryNeed need) {
            Set<String> categories = need.of(LogSource.SUBSCRIPTION);
            return categories.isEmpty() ? Optional.empty() : Optional.of(SettingTemplates.activityLog(categories));
        }
    },
    /** The tenant's logs go to the workspace. */
    ENTRA_ID {
        @Override
        Optional<ArmTemplate> template(TelemetryNeed need) {
            Set<String> categories = need.of(LogSource.ENTRA_ID);
            return categories.isEmpty() ? Optional.empty() : Optional.of(SettingTemplates.entraId(categories));
        }
    },
    /** Policies give all resources of a kind a setting that sends their logs to the workspace. */
    RESOURCE_LOGS {
        @Override
        Optional<ArmTemplate> template(TelemetryNeed need) {
            return need.resourceCategories().isEmpty()
                    ? Optional.empty()
                    : Optional.of(PolicyTemplate.of(need.resourceCategories()));
        }
    },
    /** What the Azure Monitor Agent collects. */
    DATA_COLLECTION {
        @Override
        Optional<ArmTemplate> template(TelemetryNeed need) {
            return need.scriptBlocks() || need.syslog()
                    ? Optional.of(SettingTemplates.dataCollection(need.scriptBlocks(), need.syslog()))
                    : Optional.empty();
        }
    };

    /** The template that switches it on, for a deployment to its place; nothing where no detection needs it. */
    abstract Optional<ArmTemplate> template(TelemetryNeed need);

    /** As command lines and files name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
