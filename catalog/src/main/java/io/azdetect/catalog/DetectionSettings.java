package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants to be otherwise than a detection's file says. What is empty stays as the file has it.
 *
 * @param parameters values of the detection's parameters as KQL literals, by name
 * @param enabled whether it is to run at all
 */
public record DetectionSettings(
        Map<String, String> parameters,
        Optional<Severity> severity,
        Optional<Boolean> enabled,
        Optional<Duration> frequency,
        Optional<Duration> period,
        Optional<Integer> triggerThreshold) {
    /** Leaves all as it is. */
    public static final DetectionSettings NONE = new DetectionSettings(
            Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public DetectionSettings {
        parameters = Map.copyOf(parameters);
        requireNonNull(severity, "severity");
        requireNonNull(enabled, "enabled");
        requireNonNull(frequency, "frequency");
        requireNonNull(period, "period");
        requireNonNull(triggerThreshold, "triggerThreshold");
    }

    /** These parameters, and all else as it is. */
    public static DetectionSettings ofParameters(Map<String, String> parameters) {
        return new DetectionSettings(
                parameters, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The detection with all of this, save for {@link #enabled}, which detections do not have. Its query text has the
     * values in it, so whatever is made of it has them too. Its tests stay, though they are about the values of the file.
     *
     * @throws IllegalArgumentException when the detection lacks one of the parameters
     */
    public Detection applyTo(Detection detection) {
        List<Parameter> changed = new ArrayList<>();
        for (Parameter parameter : detection.parameters()) {
            String value = parameters.getOrDefault(parameter.name(), parameter.defaultValue());
            changed.add(new Parameter(parameter.name(), parameter.type(), value, parameter.description()));
        }
        for (String name : parameters.keySet()) {
            if (changed.stream().noneMatch(p -> p.name().equals(name))) {
                throw new IllegalArgumentException(detection + " has no parameter '" + name + "'");
            }
        }
        Schedule schedule = detection.schedule();
        Trigger trigger = detection.trigger();
        return new Detection(
                detection.id(),
                detection.slug(),
                detection.name(),
                detection.description(),
                detection.version(),
                severity.orElse(detection.severity()),
                detection.severityReason(),
                detection.tactics(),
                detection.relevantTechniques(),
                detection.technique(),
                parameters.isEmpty() ? detection.query() : detection.queryWith(parameters),
                new Schedule(frequency.orElse(schedule.frequency()), period.orElse(schedule.period())),
                new Trigger(trigger.comparison(), triggerThreshold.orElse(trigger.threshold())),
                detection.grouping(),
                detection.entityMappings(),
                detection.customDetails(),
                changed,
                detection.telemetry(),
                detection.design(),
                detection.blindSpots(),
                detection.responseSteps(),
                detection.references(),
                detection.tests(),
                detection.equivalentMutants(),
                detection.stratusTechniques(),
                detection.exceptions(),
                detection.source(),
                detection.queryLine());
    }
}
