package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A detection: a query, when to run it, what its rows mean, and what a person must know to judge and use it. The field
 * names of its file are those of a Microsoft Sentinel scheduled rule, plus ours.
 *
 * @param id the rule's identifier, a GUID in files that Sentinel takes
 * @param slug the file's name without its ending: what people type
 * @param severityReason why it has this severity; empty in rule files that do not say
 * @param tactics Sentinel's tactics
 * @param relevantTechniques MITRE ATT&CK techniques
 * @param technique the technique of the Azure Threat Research Matrix; files from elsewhere name none
 * @param query KQL, ready for Azure as it stands
 * @param customDetails result columns that an alert carries, by the name that they get there
 * @param blindSpots what it cannot see, and how an attacker would avoid it
 * @param responseSteps what to do when it fires, in order
 * @param equivalentMutants those mistakes in the query that make no difference
 * @param stratusTechniques the techniques of Stratus Red Team that it detects
 * @param exceptions the rules that its file breaks on purpose
 * @param source the file that it was read from
 * @param queryLine the line of the file on which the query begins, from 1
 */
public record Detection(
        String id,
        String slug,
        String name,
        String description,
        String version,
        Severity severity,
        String severityReason,
        List<Tactic> tactics,
        List<String> relevantTechniques,
        Optional<Technique> technique,
        String query,
        Schedule schedule,
        Trigger trigger,
        Grouping grouping,
        List<EntityMapping> entityMappings,
        Map<String, String> customDetails,
        List<Parameter> parameters,
        TelemetryNeeds telemetry,
        DesignAnswers design,
        List<String> blindSpots,
        List<String> responseSteps,
        List<String> references,
        List<DetectionTest> tests,
        List<EquivalentMutant> equivalentMutants,
        List<String> stratusTechniques,
        List<LintException> exceptions,
        String source,
        int queryLine) {
    public Detection {
        requireNonNull(id, "id");
        requireNonNull(slug, "slug");
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(version, "version");
        requireNonNull(severity, "severity");
        requireNonNull(severityReason, "severityReason");
        tactics = List.copyOf(tactics);
        relevantTechniques = List.copyOf(relevantTechniques);
        requireNonNull(technique, "technique");
        requireNonNull(query, "query");
        requireNonNull(schedule, "schedule");
        requireNonNull(trigger, "trigger");
        requireNonNull(grouping, "grouping");
        entityMappings = List.copyOf(entityMappings);
        customDetails = Map.copyOf(customDetails);
        parameters = List.copyOf(parameters);
        requireNonNull(telemetry, "telemetry");
        requireNonNull(design, "design");
        blindSpots = List.copyOf(blindSpots);
        responseSteps = List.copyOf(responseSteps);
        references = List.copyOf(references);
        tests = List.copyOf(tests);
        equivalentMutants = List.copyOf(equivalentMutants);
        stratusTechniques = List.copyOf(stratusTechniques);
        exceptions = List.copyOf(exceptions);
        requireNonNull(source, "source");
    }

    /** The tactic to file it under: its technique's, or else the first that it names. */
    public Optional<Tactic> tactic() {
        return technique.map(Technique::tactic).or(() -> tactics.stream().findFirst());
    }

    /** The technique to show: the matrix's, or else the first of ATT&CK; empty when it names none. */
    public String techniqueId() {
        return technique
                .map(Technique::id)
                .or(() -> relevantTechniques.stream().findFirst())
                .orElse("");
    }

    /**
     * The query's text with other values of parameters.
     *
     * @param values what stands in place of a parameter's value, by the parameter's name; for Azure that is KQL
     */
    public String queryWith(Map<String, String> values) {
        return QueryLets.with(query, values);
    }

    /** The line of the file on which a part of the query begins. */
    public int line(Span span) {
        String before = query.substring(0, Math.min(span.start(), query.length()));
        return queryLine + (int) before.chars().filter(c -> c == '\n').count();
    }

    @Override
    public String toString() {
        return slug;
    }
}
