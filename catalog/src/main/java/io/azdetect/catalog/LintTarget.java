package io.azdetect.catalog;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.CompiledQuery;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.type.Ticks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A detection file that rules look at: its parts, and where they stand in its text. */
final class LintTarget {
    private static final Instant NOW = Instant.parse("2024-03-06T12:00:00Z");

    private final String text;
    private final String file;
    private final YamlNode.Mapping root;
    private final Detection detection;
    private final Optional<QueryInFile> query;
    private final Optional<CompiledQuery> compiled;
    private final List<LintFinding> findings = new ArrayList<>();

    private LintTarget(String text, String file, YamlNode.Mapping root, Detection detection, DatabaseSchema schema) {
        this.text = text;
        this.file = file;
        this.root = root;
        this.detection = detection;
        this.query = QueryInFile.in(text);
        this.compiled = compiled(detection.query(), schema);
    }

    /** The file, as far as it can be read; nothing when it is no group of fields. */
    static Optional<LintTarget> of(String text, String file, DatabaseSchema schema) {
        return YamlNode.read(text, new Problems(file)) instanceof YamlNode.Mapping root
                ? Optional.of(new LintTarget(text, file, root, DetectionReader.readable(text, file), schema))
                : Optional.empty();
    }

    /** What does not compile, others say. */
    private static Optional<CompiledQuery> compiled(String query, DatabaseSchema schema) {
        try {
            return Optional.of(KqlCompiler.compile(query, schema, CompileOptions.at(NOW)));
        } catch (KqlException e) {
            return Optional.empty();
        }
    }

    Detection detection() {
        return detection;
    }

    YamlNode.Mapping root() {
        return root;
    }

    /** Whether the file says more than a rule from elsewhere does. */
    boolean isOurs() {
        return root.fields().containsKey(DetectionReader.EXTENSION);
    }

    /** Whether the rule has Sentinel put alerts on the same entities into one incident. */
    boolean groupsAlerts() {
        return root.fields().get("incidentConfiguration") instanceof YamlNode.Mapping incident
                && incident.fields().get("groupingConfiguration") instanceof YamlNode.Mapping grouping
                && grouping.fields().get("enabled") instanceof YamlNode.Scalar enabled
                && Boolean.TRUE.equals(enabled.value());
    }

    Optional<CompiledQuery> compiled() {
        return compiled;
    }

    /** What the first evaluation in question sees. */
    TimeBounds window() {
        Evaluations evaluations = Evaluations.of(detection.schedule());
        long now = Ticks.of(NOW);
        return new TimeBounds(now - evaluations.period(), now);
    }

    /** All calls in the query's plan, those of subqueries included. */
    List<Scalar.Call> calls() {
        List<Scalar.Call> calls = new ArrayList<>();
        compiled.ifPresent(q -> new PlanRewriter() {
            @Override
            Scalar rewrite(Scalar scalar) {
                if (scalar instanceof Scalar.Call call && QueryWords.isWritten(call.span())) {
                    calls.add(call);
                }
                return descend(scalar);
            }
        }.rewrite(q.plan()));
        return calls;
    }

    Optional<Plan> plan() {
        return compiled.map(CompiledQuery::plan);
    }

    void inQuery(LintRule rule, Span span, String message) {
        int before = query.map(q -> q.text().length() - q.text().stripLeading().length())
                .orElse(0);
        Span place = query.flatMap(q -> q.place(new Span(span.start() + before, span.end() + before)))
                .orElseGet(() -> Span.ofLine(text, detection.queryLine()));
        add(new LintFinding(rule, file, place, message));
    }

    /** At a field of the top, or of our own group; where there is no such field, at the group, or at the top. */
    void atField(LintRule rule, String field, String message) {
        YamlNode ours = root.fields().get(DetectionReader.EXTENSION);
        Integer line = root.lines().get(field);
        if (line == null && ours instanceof YamlNode.Mapping group) {
            line = group.lines().getOrDefault(field, root.lines().get(DetectionReader.EXTENSION));
        }
        atLine(rule, line == null ? 1 : line, message);
    }

    void atLine(LintRule rule, int line, String message) {
        add(new LintFinding(rule, file, Span.ofLine(text, line), message));
    }

    /** A rule that looks at several plans of one query finds a thing once. */
    private void add(LintFinding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    List<LintFinding> findings() {
        return List.copyOf(findings);
    }

    void except(List<LintFinding> kept) {
        findings.retainAll(kept);
    }
}
