package io.azdetect.catalog.convert;

import io.azdetect.catalog.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules in JSON: in a template of Azure Resource Manager, at any depth, as Azure's portal exports them and as its API
 * answers.
 */
final class TemplateRules {
    private final Notices notices;
    private final List<RuleDraft> rules = new ArrayList<>();
    private final Set<String> otherTypes = new TreeSet<>();
    private boolean found;

    private TemplateRules(Notices notices) {
        this.notices = notices;
    }

    static List<RuleDraft> in(YamlNode root, Notices notices) {
        TemplateRules rules = new TemplateRules(notices);
        rules.walk(root, new Template(new YamlNode.Mapping(Map.of(), Map.of(), 1), notices));
        if (!rules.found) {
            notices.refused(
                    1,
                    "there is no rule in it"
                            + (rules.otherTypes.isEmpty()
                                    ? ""
                                    : ", only " + String.join(", ", rules.otherTypes)
                                            + ", which holds no query to run"));
        }
        return rules.rules;
    }

    private void walk(YamlNode node, Template around) {
        if (node instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> walk(item, around));
        }
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return;
        }
        boolean isTemplate = mapping.fields().keySet().stream().anyMatch(n -> n.equalsIgnoreCase("resources"))
                && !mapping.fields().containsKey("type");
        Template template = isTemplate ? new Template(mapping, notices) : around;
        if (mapping.fields().get("type") instanceof YamlNode.Scalar type
                && mapping.fields().containsKey("properties")) {
            resource(mapping, type.text(), template);
        }
        mapping.fields().forEach((name, value) -> {
            if (!name.equals("parameters") && !name.equals("variables")) {
                walk(value, template);
            }
        });
    }

    private void resource(YamlNode.Mapping mapping, String type, Template template) {
        List<String> types = Arrays.asList(type.toLowerCase(Locale.ROOT).split("/", -1));
        String last = types.get(types.size() - 1);
        boolean monitor = last.equals("scheduledqueryrules");
        boolean sentinel = (last.equals("alertrules") && !types.contains("microsoft.insights"))
                || last.equals("alertruletemplates");
        if (!monitor && !sentinel) {
            otherTypes.add(type);
            return;
        }
        found = true;
        Part resource = new Part(mapping, template::resolve);
        try {
            if (mapping.fields().containsKey("copy")) {
                notices.changed(
                        resource.line("copy"), "a deployment makes several rules of this one; it was taken once");
            }
            rules.add(monitor ? QueryRule.read(resource, notices) : SentinelRule.read(resource, notices));
        } catch (Refusal e) {
            notices.refused(e.line(), e.getMessage());
        }
    }
}
