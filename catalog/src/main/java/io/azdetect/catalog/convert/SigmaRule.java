package io.azdetect.catalog.convert;

import io.azdetect.catalog.Severity;
import io.azdetect.catalog.Tactic;
import io.azdetect.catalog.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Sigma rule for a log of Azure's.
 *
 * @see <a href="https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html">the specification</a>
 */
final class SigmaRule {
    private static final Pattern ATTACK = Pattern.compile("attack\\.(t\\d{4}(?:\\.\\d{3})?)", Pattern.CASE_INSENSITIVE);

    private final Part rule;
    private final Notices notices;
    private final RuleDraft draft;

    private SigmaRule(YamlNode.Mapping rule, Notices notices) {
        this.rule = Part.of(rule);
        this.notices = notices;
        this.draft = new RuleDraft(rule.line());
    }

    static RuleDraft read(YamlNode.Mapping rule, Notices notices) throws Refusal {
        return new SigmaRule(rule, notices).draft();
    }

    private RuleDraft draft() throws Refusal {
        draft.name = rule.text("title").orElseThrow(() -> new Refusal(rule.line(), "the rule has no title"));
        draft.id = rule.text("id").orElse("");
        draft.idSeed = "sigma/" + draft.name;
        draft.description = rule.text("description");
        draft.references.addAll(rule.texts("references"));
        List<String> legitimate = rule.texts("falsepositives");
        draft.legitimate = legitimate.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", legitimate));
        severity();
        tags();
        metadata();
        SigmaLogSource source = source();
        draft.query = query(source);
        for (String entity : source.entities()) {
            String[] words = entity.split(" ", 3);
            draft.entity(words[0], words[1], words[2]);
        }
        for (String name : rule.unread()) {
            notices.leftOut(rule.line(name), "'" + name + "', which a detection has no field for");
        }
        return draft;
    }

    private void severity() {
        String level = rule.text("level").orElse("");
        Optional<Severity> severity = Severity.of(level);
        severity.ifPresent(s -> draft.severity = s);
        if (level.equalsIgnoreCase("critical")) {
            draft.severity = Severity.HIGH;
            notices.changed(rule.line("level"), "Sentinel has no severity above High, which is written for 'critical'");
        } else if (severity.isEmpty()) {
            draft.severityKnown = false;
            notices.changed(rule.line("level"), "it has no level; Medium is written, and marked");
        }
    }

    private void tags() {
        List<String> tags = rule.texts("tags");
        for (String tag : tags) {
            Matcher technique = ATTACK.matcher(tag);
            if (technique.matches()) {
                draft.relevantTechniques.add(technique.group(1).toUpperCase(Locale.ROOT));
            } else if (tag.startsWith("attack.")) {
                // What is neither a tactic of Sentinel's nor a technique, such as a group, stays a tag.
                Tactic.of(tag.substring("attack.".length())).ifPresent(draft.tactics::add);
            }
        }
        if (!tags.isEmpty()) {
            draft.besides.put("tags", tags);
        }
    }

    /** The licence of most Sigma rules asks to name the author. */
    private void metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("source", "Sigma");
        for (String name : List.of("author", "date", "modified", "license", "status", "related")) {
            rule.plain(name).ifPresent(value -> metadata.put(name, value));
        }
        draft.besides.put("metadata", metadata);
    }

    private SigmaLogSource source() throws Refusal {
        Part source = rule.part("logsource")
                .orElseThrow(() -> new Refusal(rule.line("logsource"), "the rule names no log source"));
        String product = source.text("product").orElse("");
        String service = source.text("service").orElse("");
        if (!product.equalsIgnoreCase("azure")) {
            throw new Refusal(
                    source.line(),
                    "the rule is for " + (product.isEmpty() ? "no product" : "'" + product + "'")
                            + ", and only those for azure are read");
        }
        source.text("definition")
                .ifPresent(text -> notices.leftOut(source.line("definition"), "'definition', which says: " + text));
        return SigmaLogSource.of(service)
                .orElseThrow(() -> new Refusal(
                        source.line("service"),
                        "the log '" + service + "' is none that is known; there are " + SigmaLogSource.names()));
    }

    private String query(SigmaLogSource source) throws Refusal {
        if (!(rule.node("detection").orElse(null) instanceof YamlNode.Mapping detection)) {
            throw new Refusal(rule.line("detection"), "the rule has no detection");
        }
        if (detection.fields().containsKey("timeframe")) {
            throw new Refusal(
                    detection.lines().get("timeframe"),
                    "the rule counts records in a timeframe, which needs a query of its own");
        }
        YamlNode condition = detection.fields().get("condition");
        if (condition == null) {
            throw new Refusal(detection.line(), "the rule has no condition");
        }
        SigmaMatch match = new SigmaMatch(source, notices);
        Map<String, Condition> selections = new LinkedHashMap<>();
        for (Map.Entry<String, YamlNode> selection : detection.fields().entrySet()) {
            if (!selection.getKey().equals("condition")) {
                selections.put(selection.getKey(), match.selection(selection.getValue()));
            }
        }
        List<Condition> any = new ArrayList<>();
        for (YamlNode one : condition instanceof YamlNode.Sequence s ? s.items() : List.of(condition)) {
            any.add(SigmaCondition.parse(((YamlNode.Scalar) one).text(), selections, one.line()));
        }
        StringBuilder query = new StringBuilder(source.table());
        if (!source.condition().isEmpty()) {
            query.append("\n| where ").append(source.condition());
        }
        query.append('\n').append(Condition.or(any).where());
        if (!source.extension().isEmpty()) {
            query.append('\n').append(source.extension());
        }
        return query.toString();
    }
}
