package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one environment sets otherwise than the catalogue: values of parameters, severities, schedules, and detections that
 * are not to run. YAML or JSON, by the id or the name of a detection:
 *
 * <pre>{@code
 * detections:
 *   vm-run-command:
 *     parameters:
 *       AllowedCallers: [deploy@contoso.com]
 *     severity: Low
 *   guest-invited:
 *     enabled: false
 * }</pre>
 *
 * <p>The fields are named as in detection files: {@code parameters}, {@code severity}, {@code enabled}, {@code
 * queryFrequency}, {@code queryPeriod}, {@code triggerThreshold}.
 */
public final class ParameterFile {
    /** What the file says of who is told of alerts; that is for whoever deploys. */
    private static final Set<String> NOTIFICATIONS = Set.of("actionGroups", "notify", "playbooks");

    /** Sets nothing. */
    public static final ParameterFile NONE = new ParameterFile(Map.of());

    /** By the id of the detection. */
    private final Map<String, DetectionSettings> settings;

    private ParameterFile(Map<String, DetectionSettings> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * Reads a file for the detections of a catalogue.
     *
     * @throws InvalidDetectionsException with everything that is wrong with it, such as a detection or a parameter that the
     *     catalogue lacks, each with its line
     * @throws IOException if it cannot be read
     */
    public static ParameterFile read(Path file, DetectionCatalog catalog)
            throws IOException, InvalidDetectionsException {
        try {
            return read(Files.readString(file), file.toString(), catalog);
        } catch (CharacterCodingException e) {
            throw new InvalidDetectionsException(List.of(new DetectionError(file.toString(), 1, "this is not UTF-8")));
        }
    }

    static ParameterFile read(String text, String file, DetectionCatalog catalog) throws InvalidDetectionsException {
        Problems problems = new Problems(file);
        YamlNode root = YamlNode.read(text, problems);
        Map<String, DetectionSettings> settings = new LinkedHashMap<>();
        if (problems.isEmpty()) {
            Fields top = Fields.of(root, "", problems);
            if (top.has("detections")) {
                settings.putAll(settings(top.group("detections").orElseThrow(), catalog));
            } else if (NOTIFICATIONS.stream().noneMatch(top::has)) {
                top.missing("detections");
            }
            top.rejectUnknown(NOTIFICATIONS);
        }
        problems.requireNone();
        return new ParameterFile(settings);
    }

    /** What it says of a detection. */
    public DetectionSettings of(Detection detection) {
        return settings.getOrDefault(requireNonNull(detection, "detection").id(), DetectionSettings.NONE);
    }

    /** Whether a detection is to run. */
    public boolean enables(Detection detection) {
        return of(detection).enabled().orElse(true);
    }

    /** Those of the detections that are to run, with what the file sets; in their order. */
    public List<Detection> enabled(List<Detection> detections) {
        return detections.stream()
                .filter(this::enables)
                .map(d -> of(d).applyTo(d))
                .toList();
    }

    private static Map<String, DetectionSettings> settings(Fields detections, DetectionCatalog catalog) {
        Map<String, DetectionSettings> settings = new LinkedHashMap<>();
        Map<String, String> nameBefore = new HashMap<>();
        for (String name : detections.names()) {
            Optional<Detection> detection = catalog.find(name);
            // A name without settings is as good as absent, and still has to be one.
            Optional<Fields> fields = detections.group(name);
            if (detection.isEmpty()) {
                detections.wrong(name, "is no detection" + catalog.suggestionFor(name));
                continue;
            }
            String before = nameBefore.putIfAbsent(detection.get().id(), name);
            if (before != null) {
                detections.wrong(name, "is the detection that stands here as '" + before + "' already; keep one");
                continue;
            }
            fields.ifPresent(f -> settings.put(detection.get().id(), settings(f, detection.get())));
        }
        return settings;
    }

    private static DetectionSettings settings(Fields fields, Detection detection) {
        Optional<Severity> severity =
                fields.parsed("severity", "one of Informational, Low, Medium, High", text -> Severity.of(text.strip()));
        Optional<Duration> frequency = length(fields, "queryFrequency");
        Optional<Duration> period = length(fields, "queryPeriod");
        Duration runs = frequency.orElse(detection.schedule().frequency());
        Duration sees = period.orElse(detection.schedule().period());
        if (sees.compareTo(runs) < 0) {
            fields.wrong(
                    period.isPresent() ? "queryPeriod" : "queryFrequency",
                    "leaves gaps: " + detection + " would run every " + runs + " and see " + sees
                            + " each time; make the period at least as long as the frequency");
        }
        Optional<Integer> threshold = fields.parsed(
                "triggerThreshold",
                "a whole number from 0",
                text -> Optional.of(text.strip())
                        .filter(t -> t.matches("\\d{1,9}"))
                        .map(Integer::valueOf));
        DetectionSettings read = new DetectionSettings(
                parameters(fields, detection), severity, fields.bool("enabled"), frequency, period, threshold);
        fields.rejectUnknown(Set.of());
        return read;
    }

    private static Optional<Duration> length(Fields fields, String name) {
        return fields.parsed(
                name,
                "a length of time such as 5m, 1h, 14d or PT1H",
                text -> Durations.parse(text).filter(d -> !d.isNegative() && !d.isZero()));
    }

    private static Map<String, String> parameters(Fields fields, Detection detection) {
        return fields.group("parameters")
                .map(group -> ParameterReader.values(group, detection.parameters()))
                .orElse(Map.of());
    }
}
