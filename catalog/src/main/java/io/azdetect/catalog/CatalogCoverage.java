package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.DatabaseSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a set of detections covers: techniques of the Azure Threat Research Matrix and of Stratus Red Team, tactics, tables
 * and severities; and, with a workspace, which of them see anything there.
 */
public final class CatalogCoverage {
    private final List<Detection> detections;
    private final Map<Detection, Sight> sights;

    private CatalogCoverage(List<Detection> detections, Map<Detection, Sight> sights) {
        this.detections = List.copyOf(detections);
        this.sights = Map.copyOf(sights);
    }

    /** What is said of a detection in a workspace. */
    public enum State {
        /** It raised alerts. */
        ALERTING,
        /** It has what it needs and raised none. */
        QUIET,
        /** Tables that it needs have no row, so that it cannot raise any. */
        BLIND,
        /** It could not run. */
        FAILED
    }

    /**
     * What a detection sees in a workspace.
     *
     * @param alerts how many it raised
     * @param missing the tables of its query that have no row
     */
    public record Sight(State state, int alerts, Set<String> missing) {
        public Sight {
            requireNonNull(state, "state");
            missing = Set.copyOf(missing);
        }
    }

    /** Of the detections alone. */
    public static CatalogCoverage of(List<Detection> detections) {
        return new CatalogCoverage(detections, Map.of());
    }

    /** Of the detections and of what they see in a workspace, where a hunt with all of them has been through. */
    public static CatalogCoverage of(List<Detection> detections, HuntResult hunt, DatabaseSchema schema) {
        Map<Detection, Sight> sights = detections.stream()
                .collect(Collectors.toMap(Function.identity(), d -> sight(d, hunt, schema), (a, b) -> a));
        return new CatalogCoverage(detections, sights);
    }

    private static Sight sight(Detection detection, HuntResult hunt, DatabaseSchema schema) {
        int alerts = (int) hunt.alerts().stream()
                .filter(alert -> alert.detection().equals(detection))
                .count();
        boolean failed = hunt.failed().stream().anyMatch(f -> f.detection().equals(detection));
        try {
            CompiledQuery query = KqlCompiler.compile(detection.query(), schema, CompileOptions.at(Instant.EPOCH));
            Set<String> missing = new TreeSet<>(query.tables());
            missing.removeAll(hunt.tables().keySet());
            if (failed) {
                return new Sight(State.FAILED, alerts, missing);
            }
            boolean sees = PossibleRows.in(
                    query.plan(),
                    part -> part instanceof Plan.Scan scan
                            ? Optional.of(hunt.tables().containsKey(scan.table().name()))
                            : Optional.empty());
            State state = alerts > 0 ? State.ALERTING : sees ? State.QUIET : State.BLIND;
            return new Sight(state, alerts, missing);
        } catch (KqlException e) {
            return new Sight(State.FAILED, alerts, Set.of());
        }
    }

    public List<Detection> detections() {
        return detections;
    }

    /** What a detection sees; nothing without a workspace. */
    public Optional<Sight> sight(Detection detection) {
        return Optional.ofNullable(sights.get(detection));
    }

    /** Those in a state. */
    public List<Detection> in(State state) {
        return detections.stream()
                .filter(d -> sight(d).filter(s -> s.state() == state).isPresent())
                .toList();
    }

    /** Techniques of the matrix that have no others below them, each with its detections, perhaps none. */
    public Map<Technique, List<Detection>> techniques() {
        Map<Technique, List<Detection>> byTechnique = new TreeMap<>(Comparator.comparing(Technique::id));
        for (Technique technique : ThreatMatrix.atrm().leaves()) {
            byTechnique.put(
                    technique,
                    having(d -> d.technique().filter(technique::equals).isPresent()));
        }
        return byTechnique;
    }

    /** Techniques of Stratus Red Team, by id, each with its detections, perhaps none. */
    public Map<String, List<Detection>> stratus() {
        Map<String, List<Detection>> byId = new TreeMap<>();
        StratusRedTeam.techniques()
                .forEach(t -> byId.put(t.id(), having(d -> d.stratusTechniques().contains(t.id()))));
        return byId;
    }

    /** Techniques of ATT&CK that some detection names, each with its detections. */
    public Map<String, List<Detection>> attack() {
        return by(Detection::relevantTechniques);
    }

    /** Tables that some detection needs, each with its detections. */
    public Map<String, List<Detection>> tables() {
        return by(d -> d.telemetry().tables());
    }

    /** The detections of each tactic. */
    public Map<Tactic, List<Detection>> tactics() {
        Map<Tactic, List<Detection>> byTactic = new TreeMap<>();
        detections.forEach(d -> d.tactic()
                .ifPresent(
                        t -> byTactic.computeIfAbsent(t, k -> new ArrayList<>()).add(d)));
        return byTactic;
    }

    private Map<String, List<Detection>> by(Function<Detection, Collection<String>> keys) {
        Map<String, List<Detection>> by = new TreeMap<>();
        detections.forEach(d -> new TreeSet<>(keys.apply(d))
                .forEach(key -> by.computeIfAbsent(key, k -> new ArrayList<>()).add(d)));
        return by;
    }

    private List<Detection> having(Predicate<Detection> condition) {
        return detections.stream().filter(condition).toList();
    }
}
