package io.azdetect.catalog.convert;

import io.azdetect.catalog.Severity;
import io.azdetect.catalog.Tactic;
import io.azdetect.catalog.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An analytics rule of Microsoft Sentinel: a YAML file of its repository, or a resource {@code
 * Microsoft.SecurityInsights/alertRules} or {@code alertRuleTemplates}.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/securityinsights/alert-rules/create-or-update">the resource</a>
 */
final class SentinelRule {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern ATTACK = Pattern.compile("T\\d{4}(\\.\\d{3})?");
    private static final Map<String, String> OPERATORS =
            Map.of("greaterthan", "gt", "lessthan", "lt", "equal", "eq", "notequal", "ne");
    private static final Set<String> CARRIED_ALONG = Set.of(
            "status",
            "enabled",
            "tags",
            "metadata",
            "alertDetailsOverride",
            "sentinelEntitiesMappings",
            "incidentConfiguration",
            "suppressionDuration",
            "suppressionEnabled",
            "alertRuleTemplateName",
            "templateVersion");
    private static final String DAILY = "1d";

    private final Part rule;
    private final Notices notices;
    private final RuleDraft draft;

    private SentinelRule(Part rule, Notices notices) {
        this.rule = rule;
        this.notices = notices;
        this.draft = new RuleDraft(rule.line());
    }

    /** A rule of a template: its id is in its name, its fields are its properties. */
    static RuleDraft read(Part resource, Notices notices) throws Refusal {
        Part properties = resource.part("properties")
                .orElseThrow(() -> new Refusal(resource.line(), "the rule has no properties"));
        SentinelRule rule = new SentinelRule(properties, notices);
        rule.draft.id = guid(resource, "name").or(() -> guid(resource, "id")).orElse("");
        String kind = resource.text("kind").orElse("Scheduled");
        RuleDraft draft = rule.draft(kind);
        resource.ignore("id", "name", "type", "apiVersion", "etag", "dependsOn", "location", "condition", "comments");
        rule.leaveOut(resource);
        return draft;
    }

    /** A file of Sentinel's repository. */
    static RuleDraft read(YamlNode.Mapping file, Notices notices) throws Refusal {
        Part fields = Part.of(file);
        SentinelRule rule = new SentinelRule(fields, notices);
        rule.draft.id = fields.text("id").orElse("");
        return rule.draft(fields.text("kind").orElse("Scheduled"));
    }

    private static Optional<String> guid(Part resource, String name) {
        return resource.unresolved(name)
                .filter(YamlNode.Scalar.class::isInstance)
                .map(n -> GUID.matcher(((YamlNode.Scalar) n).text()))
                .filter(Matcher::find)
                .map(Matcher::group);
    }

    private RuleDraft draft(String kind) throws Refusal {
        if (!kind.equalsIgnoreCase("Scheduled") && !kind.equalsIgnoreCase("NRT")) {
            throw new Refusal(rule.line(), "a rule of kind " + kind + " has no query to run");
        }
        draft.kind = kind.equalsIgnoreCase("NRT") ? "NRT" : "Scheduled";
        draft.query = rule.text("query").orElseThrow(() -> new Refusal(rule.line("query"), "the rule has no query"));
        draft.name = rule.text("displayName")
                .or(() -> rule.text("name"))
                .orElseThrow(() -> new Refusal(rule.line(), "the rule has no name"));
        draft.idSeed = "alertRules/" + draft.name;
        draft.description = rule.text("description").map(SentinelRule::unquoted);
        draft.version = rule.text("version");
        severity();
        schedule();
        tactics();
        connectors();
        entities();
        rule.part("customDetails").ifPresent(details -> customDetails(details));
        draft.grouping = rule.part("eventGroupingSettings").flatMap(g -> g.text("aggregationKind"));
        for (String name : CARRIED_ALONG) {
            rule.plain(name).ifPresent(value -> draft.besides.put(name, value));
        }
        rule.ignore("id", "startTimeUtc", "lastModifiedUtc", "lastUpdatedDateUTC", "createdDateUTC", "azdetect");
        rule.ignore("alertRulesCreatedByTemplateCount", "dataTypes", "kind");
        leaveOut(rule);
        return draft;
    }

    private void leaveOut(Part part) {
        for (String name : part.unread()) {
            notices.leftOut(part.line(name), "'" + name + "', which a detection has no field for");
        }
    }

    private void severity() {
        Optional<String> text = rule.text("severity");
        Optional<Severity> severity = text.flatMap(Severity::of);
        severity.ifPresent(s -> draft.severity = s);
        if (severity.isEmpty()) {
            draft.severityKnown = false;
            notices.changed(
                    rule.line("severity"),
                    text.map(t -> "the severity '" + t + "' is none of Sentinel's")
                                    .orElse("it has no severity") + "; Medium is written, and marked");
        }
    }

    private void schedule() {
        if (draft.kind.equals("NRT")) {
            return;
        }
        if (rule.node("queryFrequency").isEmpty() || rule.node("queryPeriod").isEmpty()) {
            notices.changed(
                    rule.line(), "it has no schedule, as hunting queries have none; once a day over a day is written");
        }
        draft.frequency = rule.text("queryFrequency").orElse(DAILY);
        draft.period = rule.text("queryPeriod").orElse(DAILY);
        String operator = rule.text("triggerOperator").orElse("gt").toLowerCase(Locale.ROOT);
        draft.triggerOperator = OPERATORS.getOrDefault(operator, operator);
        String threshold = rule.text("triggerThreshold").orElse("0");
        if (threshold.matches("\\d{1,9}")) {
            draft.triggerThreshold = Integer.parseInt(threshold);
        } else {
            notices.changed(
                    rule.line("triggerThreshold"), "the threshold '" + threshold + "' is no number; 0 is written");
        }
    }

    private void tactics() {
        for (String tactic : rule.texts("tactics")) {
            Tactic.of(tactic)
                    .ifPresentOrElse(
                            draft.tactics::add,
                            () -> notices.changed(
                                    rule.line("tactics"), "'" + tactic + "' is no tactic here, and left out"));
        }
        List<String> techniques = new ArrayList<>(rule.texts("relevantTechniques"));
        techniques.addAll(rule.texts("techniques"));
        techniques.addAll(rule.texts("subTechniques"));
        String field = rule.node("techniques").isPresent() ? "techniques" : "relevantTechniques";
        for (String technique : techniques) {
            if (ATTACK.matcher(technique).matches()) {
                draft.relevantTechniques.add(technique);
            } else {
                notices.changed(rule.line(field), "'" + technique + "' is no technique of ATT&CK, and left out");
            }
        }
    }

    private void connectors() {
        for (Part connector : rule.parts("requiredDataConnectors")) {
            connector
                    .text("connectorId")
                    .ifPresent(id -> draft.connectors.add(
                            RuleDraft.fields("connectorId", id, "dataTypes", connector.texts("dataTypes"))));
            connector.ignore("datatypes");
            leaveOut(connector);
        }
    }

    private void entities() {
        for (Part mapping : rule.parts("entityMappings")) {
            List<Object> columns = new ArrayList<>();
            for (Part field : mapping.parts("fieldMappings")) {
                Optional<String> identifier = field.text("identifier");
                Optional<String> column = field.text("columnName");
                if (identifier.isPresent() && column.isPresent()) {
                    columns.add(RuleDraft.fields("identifier", identifier.get(), "columnName", column.get()));
                }
            }
            Optional<String> type = mapping.text("entityType");
            if (type.isPresent() && !columns.isEmpty()) {
                draft.entityMappings.add(RuleDraft.fields("entityType", type.get(), "fieldMappings", columns));
            } else {
                notices.changed(mapping.line(), "an entity without a type or without columns is left out");
            }
        }
    }

    private void customDetails(Part details) {
        for (String name : details.unread()) {
            details.text(name).ifPresent(column -> draft.customDetails.put(name, column));
        }
    }

    /** Sentinel's own files quote their description a second time. */
    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }
}
