package io.azdetect.catalog;

import io.azdetect.kql.diagnostic.Span;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about the rest of a detection file. */
final class FileLint {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** A name in angle brackets that is no group of a regular expression and no part of a path, or a word that says so. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?<![?P\\w\\\\/])<[A-Za-z][\\w -]*>|\\b(?:TODO|FIXME|TBD|CHANGEME|CHANGE_ME|REPLACE_ME)\\b|\\b(?i:x{3,})\\b");

    // https://learn.microsoft.com/azure/sentinel/create-analytics-rules#schedule-and-scope-the-query
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(14);

    // https://learn.microsoft.com/azure/sentinel/map-data-fields-to-entities
    private static final int MOST_ENTITIES = 10;
    private static final int MOST_IDENTIFIERS = 3;

    private FileLint() {}

    static void check(LintTarget target) {
        placeholders(target, target.root(), "");
        schedule(target);
        limits(target);
        if (target.isOurs()) {
            ours(target);
        }
    }

    private static void placeholders(LintTarget target, YamlNode node, String field) {
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.fields().forEach((name, value) -> {
                // What tests log is as an attacker would write it.
                if (!name.equals("tests")) {
                    placeholders(target, value, name);
                }
            });
        } else if (node instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> placeholders(target, item, field));
        } else if (node instanceof YamlNode.Scalar scalar) {
            Matcher matcher = PLACEHOLDER.matcher(scalar.text());
            while (matcher.find()) {
                String message = "'" + matcher.group() + "' waits to be filled in";
                if (field.equals("query")) {
                    int stripped = scalar.text().length()
                            - scalar.text().stripLeading().length();
                    target.inQuery(
                            LintRule.PLACEHOLDER,
                            new Span(matcher.start() - stripped, matcher.end() - stripped),
                            message);
                } else {
                    target.atLine(LintRule.PLACEHOLDER, node.line(), message);
                }
            }
        }
    }

    private static void schedule(LintTarget target) {
        if (target.root().fields().get("kind") instanceof YamlNode.Scalar kind
                && kind.text().equalsIgnoreCase("NRT")) {
            return;
        }
        Schedule schedule = target.detection().schedule();
        length(target, "queryFrequency", schedule.frequency());
        length(target, "queryPeriod", schedule.period());
        if (schedule.period().compareTo(schedule.frequency()) < 0) {
            target.atField(
                    LintRule.SCHEDULE,
                    "queryPeriod",
                    "the period is shorter than the frequency: what happens between is never seen");
        }
    }

    private static void length(LintTarget target, String field, Duration length) {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            target.atField(LintRule.SCHEDULE, field, "'" + field + "' must be from 5 minutes to 14 days");
        }
    }

    private static void limits(LintTarget target) {
        int entities = target.detection().entityMappings().size();
        if (entities > MOST_ENTITIES) {
            target.atField(
                    LintRule.ENTITY_LIMITS,
                    "entityMappings",
                    "there are " + entities + " entities; a rule takes " + MOST_ENTITIES);
        }
        for (EntityMapping mapping : target.detection().entityMappings()) {
            if (mapping.fields().size() > MOST_IDENTIFIERS) {
                target.atField(
                        LintRule.ENTITY_LIMITS,
                        "entityMappings",
                        mapping.entityType() + " has " + mapping.fields().size() + " identifiers; a rule takes "
                                + MOST_IDENTIFIERS);
            }
        }
    }

    private static void ours(LintTarget target) {
        Detection detection = target.detection();
        if (!GUID.matcher(detection.id()).matches()) {
            target.atField(LintRule.ID, "id", "'" + detection.id() + "' is no GUID");
        }
        if (detection.entityMappings().isEmpty()) {
            target.atField(LintRule.NO_ENTITY, "entityMappings", "no entity is mapped");
        }
        if (detection.techniqueId().isEmpty()) {
            target.atField(LintRule.NO_TECHNIQUE, "technique", "no technique is named");
        }
        long silent = detection.tests().stream()
                .filter(t -> t.expectation().isSilent())
                .count();
        long firing = detection.tests().size() - silent;
        if (silent < 2 || firing < 2) {
            target.atField(
                    LintRule.FEW_TESTS,
                    "tests",
                    firing + " tests fire and " + silent + " are silent; write two of each");
        }
        Set<String> names = new HashSet<>();
        for (DetectionTest test : detection.tests()) {
            if (!names.add(test.name())) {
                target.atLine(LintRule.FEW_TESTS, test.line(), "there is another test called '" + test.name() + "'");
            }
        }
    }
}
