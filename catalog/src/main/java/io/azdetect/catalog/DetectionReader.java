package io.azdetect.catalog;

import io.azdetect.catalog.EntityMapping.FieldMapping;
import io.azdetect.catalog.Fields.Located;
import io.azdetect.catalog.TelemetryNeeds.Connector;
import io.azdetect.catalog.Trigger.Comparison;
import io.azdetect.kql.diagnostic.SourceText;
import io.azdetect.kql.diagnostic.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one detection file: the fields of a Microsoft Sentinel scheduled or near-real-time rule at the top level, ours in
 * the group {@code azdetect}.
 *
 * @see <a href="https://github.com/Azure/Azure-Sentinel/wiki/Query-Style-Guide">the fields of Sentinel's rule files</a>
 */
final class DetectionReader {
    static final String EXTENSION = "azdetect";

    /** Fields that Sentinel's rule files may have and that change neither what is found nor how it is shown. */
    static final Set<String> CARRIED_ALONG = Set.of(
            "status",
            "enabled",
            "tags",
            "metadata",
            "alertDetailsOverride",
            "sentinelEntitiesMappings",
            "incidentConfiguration",
            "suppressionDuration",
            "suppressionEnabled",
            "subTechniques",
            "alertRuleTemplateName",
            "templateVersion",
            // A connector's field that some published files have one level too high.
            "dataTypes");

    private static final Pattern ATTACK_TECHNIQUE = Pattern.compile("T\\d{4}(\\.\\d{3})?");

    private static final Pattern ID_LINE = Pattern.compile("(?m)^id:\\s*[\"']?([^\\s\"'#]+)");

    /** Sentinel evaluates near-real-time rules once a minute over the minute that ended. */
    private static final Duration NEAR_REAL_TIME = Duration.ofMinutes(1);

    private final String text;
    private final String file;
    private final Problems problems;
    private final Fields fields;
    private final Optional<Fields> ours;

    private DetectionReader(String text, String file, Problems problems) {
        this.text = text;
        this.file = file;
        this.problems = problems;
        this.fields = Fields.of(YamlNode.read(text, problems), "", problems);
        this.ours = fields.group(EXTENSION);
    }

    /** The detection in a file's text, or nothing when {@code problems} has got something. */
    static Optional<Detection> read(String text, String file, Problems problems) {
        DetectionReader reader = new DetectionReader(text, file, problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Detection detection = reader.detection();
        return problems.isEmpty() ? Optional.of(detection) : Optional.empty();
    }

    /** The detection in a file's text as far as it can be read; what is wrong, {@link #read} says. */
    static Detection readable(String text, String file) {
        return new DetectionReader(text, file, new Problems(file)).detection();
    }

    /** The id in a file's text, whatever is wrong with the rest of it; empty where there is none. */
    static String id(String text, String file) {
        if (YamlNode.read(text, new Problems(file)) instanceof YamlNode.Mapping root
                && root.fields().get("id") instanceof YamlNode.Scalar id) {
            return id.text().strip();
        }
        Matcher line = ID_LINE.matcher(text);
        return line.find() ? line.group(1) : "";
    }

    private Detection detection() {
        String kind = fields.optionalText("kind").orElse("Scheduled");
        if (!kind.equalsIgnoreCase("Scheduled") && !kind.equalsIgnoreCase("NRT")) {
            fields.wrong("kind", "is '" + kind + "'; only Scheduled and NRT rules have a query to run");
        }
        boolean scheduled = !kind.equalsIgnoreCase("NRT");
        Optional<Technique> technique = technique();
        String query = fields.text("query").strip();
        List<Parameter> parameters = new ParameterReader(problems).read(ours, query, fields.line("query"));
        Detection detection = new Detection(
                fields.text("id").strip(),
                slug(file),
                fields.text("name").strip(),
                unquoted(fields.optionalText("description").orElse("")),
                fields.optionalText("version").orElse(""),
                severity(),
                ours.flatMap(o -> o.optionalText("severityReason")).orElse("").strip(),
                tactics(),
                relevantTechniques(),
                technique,
                query,
                scheduled ? schedule() : new Schedule(NEAR_REAL_TIME, NEAR_REAL_TIME),
                scheduled ? trigger() : new Trigger(Comparison.GREATER_THAN, 0),
                grouping(),
                fields.groups("entityMappings", this::entityMapping),
                fields.textMap("customDetails"),
                parameters,
                telemetry(),
                design(),
                ourTexts("blindSpots"),
                ourTexts("response"),
                ourTexts("references"),
                new TestReader(problems, parameters).read(ours),
                equivalentMutants(),
                stratusTechniques(),
                exceptions(),
                file,
                queryLine(text));
        ours.ifPresent(o -> o.rejectUnknown(Set.of()));
        fields.rejectUnknown(CARRIED_ALONG);
        return detection;
    }

    private Optional<Technique> technique() {
        Optional<Technique> technique = ours.flatMap(o -> o.optionalText("technique"))
                .flatMap(id -> {
                    Optional<Technique> known = ThreatMatrix.atrm().technique(id.strip());
                    if (known.isEmpty()) {
                        ours.get()
                                .wrong(
                                        "technique",
                                        "is '" + id + "', which the Azure Threat Research Matrix lacks"
                                                + Suggestion.near(
                                                        id,
                                                        ThreatMatrix.atrm().techniques().stream()
                                                                .map(Technique::id)
                                                                .toList()));
                    }
                    return known;
                });
        ours.flatMap(o -> o.parsed("tactic", "one of " + tacticNames(), Tactic::of))
                .filter(tactic -> technique.isPresent() && technique.get().tactic() != tactic)
                .ifPresent(tactic -> ours.get()
                        .wrong(
                                "tactic",
                                "is '" + tactic.displayName() + "', but "
                                        + technique.get().id() + " belongs to "
                                        + technique.get().tactic().displayName()));
        return technique;
    }

    private Severity severity() {
        if (!fields.has("severity")) {
            fields.missing("severity");
        }
        return fields.parsed("severity", "one of Informational, Low, Medium, High", s -> Severity.of(s.strip()))
                .orElse(Severity.INFORMATIONAL);
    }

    private List<Tactic> tactics() {
        List<Tactic> tactics = new ArrayList<>();
        for (Located text : fields.texts("tactics")) {
            Tactic.of(text.text())
                    .ifPresentOrElse(
                            tactics::add,
                            () -> problems.add(
                                    text.line(),
                                    "'" + text.text() + "' is no tactic"
                                            + Suggestion.near(text.text(), sentinelTactics()) + "; there are "
                                            + tacticNames()));
        }
        return tactics;
    }

    private static List<String> sentinelTactics() {
        return Arrays.stream(Tactic.values()).map(Tactic::sentinelName).toList();
    }

    private static String tacticNames() {
        return String.join(", ", sentinelTactics());
    }

    private List<String> relevantTechniques() {
        List<String> techniques = new ArrayList<>();
        for (Located text : fields.texts("relevantTechniques")) {
            if (ATTACK_TECHNIQUE.matcher(text.text()).matches()) {
                techniques.add(text.text());
            } else {
                problems.add(
                        text.line(),
                        "'" + text.text() + "' is no ATT&CK technique; they look like T1059 or T1059.001"
                                + (text.text().startsWith("AZT")
                                        ? "; an ATRM technique goes to " + EXTENSION + ".technique"
                                        : ""));
            }
        }
        return techniques;
    }

    private Schedule schedule() {
        return new Schedule(length("queryFrequency"), length("queryPeriod"));
    }

    private Duration length(String name) {
        if (!fields.has(name)) {
            fields.missing(name);
        }
        return fields.parsed(
                        name,
                        "a length of time such as 5m, 1h, 14d or PT1H",
                        text -> Durations.parse(text).filter(d -> !d.isNegative() && !d.isZero()))
                .orElse(Duration.ofHours(1));
    }

    private Trigger trigger() {
        String names =
                Arrays.stream(Comparison.values()).map(Comparison::shortName).collect(Collectors.joining(", "));
        Comparison comparison = fields.parsed(
                        "triggerOperator",
                        "one of " + names,
                        text -> Arrays.stream(Comparison.values())
                                .filter(c -> c.shortName().equalsIgnoreCase(text)
                                        || c.sentinelName().equalsIgnoreCase(text))
                                .findFirst())
                .orElse(Comparison.GREATER_THAN);
        int threshold = fields.parsed(
                        "triggerThreshold",
                        "a whole number from 0",
                        text -> Optional.of(text.strip())
                                .filter(t -> t.matches("\\d{1,9}"))
                                .map(Integer::valueOf))
                .orElse(0);
        return new Trigger(comparison, threshold);
    }

    private Grouping grouping() {
        return fields.group("eventGroupingSettings")
                .flatMap(g -> {
                    Optional<Grouping> grouping = g.parsed(
                            "aggregationKind", "SingleAlert or AlertPerResult", text -> switch (text.toLowerCase(
                                    Locale.ROOT)) {
                                case "singlealert" -> Optional.of(Grouping.SINGLE_ALERT);
                                case "alertperresult" -> Optional.of(Grouping.ALERT_PER_RESULT);
                                default -> Optional.empty();
                            });
                    g.rejectUnknown(Set.of());
                    return grouping;
                })
                .orElse(Grouping.SINGLE_ALERT);
    }

    private Optional<EntityMapping> entityMapping(Fields mapping, String path) {
        String type = mapping.text("entityType").strip();
        List<FieldMapping> columns = mapping.groups("fieldMappings", (field, fieldPath) -> {
            FieldMapping one = new FieldMapping(
                    field.text("identifier").strip(), field.text("columnName").strip());
            field.rejectUnknown(Set.of());
            return Optional.of(one);
        });
        if (columns.isEmpty()) {
            mapping.missing("fieldMappings");
        }
        mapping.rejectUnknown(Set.of());
        return Optional.of(new EntityMapping(type, columns));
    }

    private TelemetryNeeds telemetry() {
        List<Connector> connectors = fields.groups("requiredDataConnectors", (connector, path) -> {
            List<String> types =
                    connector.texts("dataTypes").stream().map(Located::text).toList();
            Optional<Connector> one = connector.optionalText("connectorId").map(id -> new Connector(id.strip(), types));
            connector.rejectUnknown(Set.of("datatypes"));
            return one;
        });
        Optional<Fields> needs = ours.flatMap(o -> o.group("telemetry"));
        TelemetryNeeds telemetry = new TelemetryNeeds(
                needs.map(n -> texts(n, "tables")).orElse(List.of()),
                needs.map(n -> texts(n, "diagnosticSettings")).orElse(List.of()),
                needs.flatMap(n -> n.bool("azureMonitorAgent")).orElse(false),
                connectors);
        needs.ifPresent(n -> n.rejectUnknown(Set.of()));
        return telemetry;
    }

    private DesignAnswers design() {
        return ours.flatMap(o -> o.group("design"))
                .map(d -> {
                    DesignAnswers answers = new DesignAnswers(
                            d.text("scope").strip(),
                            d.text("alertsOn").strip(),
                            d.text("legitimate").strip(),
                            d.text("response").strip());
                    d.rejectUnknown(Set.of());
                    return answers;
                })
                .orElse(DesignAnswers.NONE);
    }

    private List<EquivalentMutant> equivalentMutants() {
        return ours.map(o -> o.groups("equivalentMutants", (mutant, path) -> {
                    EquivalentMutant read = new EquivalentMutant(
                            mutant.text("words").strip(), mutant.text("reason").strip(), mutant.line());
                    mutant.rejectUnknown(Set.of());
                    return Optional.of(read);
                }))
                .orElse(List.of());
    }

    private List<String> stratusTechniques() {
        List<String> techniques = new ArrayList<>();
        for (Located id : ours.map(o -> o.texts("stratus")).orElse(List.of())) {
            if (StratusRedTeam.technique(id.text()).isPresent()) {
                techniques.add(id.text());
            } else {
                problems.add(
                        id.line(),
                        "Stratus Red Team has no technique '" + id.text() + "'"
                                + Suggestion.near(
                                        id.text(),
                                        StratusRedTeam.techniques().stream()
                                                .map(StratusRedTeam.Technique::id)
                                                .toList()));
            }
        }
        return techniques;
    }

    private List<LintException> exceptions() {
        return ours.map(o -> o.groups("exceptions", (exception, path) -> {
                    Optional<LintRule> rule = exception.parsed(
                            "rule",
                            "the code of a rule, such as DET202",
                            code -> Arrays.stream(LintRule.values())
                                    .filter(r -> r.code().equals(code.strip()))
                                    .findFirst());
                    if (!exception.has("rule")) {
                        exception.missing("rule");
                    }
                    String reason = exception.text("reason").strip();
                    exception.rejectUnknown(Set.of());
                    return rule.map(r -> new LintException(r, reason, exception.line()));
                }))
                .orElse(List.of());
    }

    /** Where the stripped query begins; where YAML changes its lines, the field's own line. */
    private static int queryLine(String text) {
        return QueryInFile.in(text)
                .map(query -> {
                    int begin =
                            query.text().length() - query.text().stripLeading().length();
                    Span place = query.place(new Span(begin, begin)).orElse(query.field());
                    return new SourceText(text).position(place.start()).line();
                })
                .orElse(1);
    }

    private List<String> ourTexts(String name) {
        return ours.map(o -> texts(o, name)).orElse(List.of());
    }

    private static List<String> texts(Fields fields, String name) {
        return fields.texts(name).stream().map(Located::text).toList();
    }

    /** Sentinel's own files quote their description a second time. */
    private static String unquoted(String text) {
        String stripped = text.strip();
        boolean quoted = stripped.length() > 1 && stripped.startsWith("'") && stripped.endsWith("'");
        return quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped;
    }

    static String slug(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return name.replaceFirst("\\.ya?ml$", "");
    }
}
