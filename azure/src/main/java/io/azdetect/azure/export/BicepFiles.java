package io.azdetect.azure.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.Detection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * Bicep: for Azure Monitor and for Microsoft Sentinel each a folder with a module for each detection and {@code main.bicep},
 * which deploys them all.
 */
final class BicepFiles implements ExportFiles {
    /** Where the names of deployments end. */
    private static final int MOST_LETTERS = 64;

    @Override
    public Map<String, String> of(Map<String, List<Detection>> byTactic) {
        Map<String, String> files = new TreeMap<>();
        for (RuleTarget target : List.of(RuleTarget.MONITOR, RuleTarget.SENTINEL)) {
            BicepText main = new BicepText();
            ArmTemplate shared = new ArmTemplate("");
            target.declareShared(shared);
            main.line("metadata description = 'Detections as rules of "
                    + (target == RuleTarget.MONITOR ? "Azure Monitor" : "Microsoft Sentinel") + ".'");
            parameters(main, shared);
            byTactic.forEach((tactic, detections) -> {
                for (Detection detection : detections) {
                    if (target.refusal(detection).isEmpty()) {
                        String path = tactic + "/" + detection.slug() + ".bicep";
                        files.put(target.folder() + "/" + path, module(target, detection));
                        use(main, shared, detection, path);
                    }
                }
            });
            files.put(target.folder() + "/main.bicep", main.text());
        }
        return files;
    }

    private static void use(BicepText main, ArmTemplate shared, Detection detection, String path) {
        String name = "azdetect-" + detection.slug();
        ObjectNode module = ArmTemplate.object()
                .put("name", name.length() <= MOST_LETTERS ? name : name.substring(0, MOST_LETTERS));
        ObjectNode parameters = module.putObject("params");
        shared.parameters()
                .fieldNames()
                .forEachRemaining(p -> parameters.put(p, "[parameters(" + ArmTemplate.quoted(p) + ")]"));
        main.line("").line("module " + symbol(detection) + " '" + path + "' = " + BicepText.value(module, ""));
    }

    /** The module is the template of one detection, in the other language. */
    private static String module(RuleTarget target, Detection detection) {
        ArmTemplate template = target.template(detection);
        ObjectNode rule = (ObjectNode) template.resources().get(0);
        BicepText text = new BicepText();
        text.line("metadata description = " + BicepText.quoted(detection.name()));
        parameters(text, template);
        text.line("").line("var query = " + query(template, properties(target, rule)));
        String type = rule.get("type").textValue();
        if (target == RuleTarget.SENTINEL) {
            text.line("")
                    .line("resource sentinel 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {")
                    .line("  name: workspace")
                    .line("}");
            ObjectNode scoped = ArmTemplate.object().put("scope", "[variables('sentinel')]");
            rule.put("name", detection.id());
            rule.properties().forEach(p -> scoped.set(p.getKey(), p.getValue()));
            rule = scoped;
            type = "Microsoft.SecurityInsights/alertRules";
        } else {
            rule.put("location", "[parameters('location')]");
        }
        String version = rule.get("apiVersion").textValue();
        rule.remove(List.of("type", "apiVersion"));
        text.line("").line("resource rule '" + type + "@" + version + "' = " + BicepText.value(rule, ""));
        return text.text();
    }

    /** The query's expression, taken out of the rule, which refers to it. */
    private static String query(ArmTemplate template, ObjectNode holder) {
        String expression = holder.get("query").textValue();
        holder.put("query", "[variables('query')]");
        return BicepText.expression(expression.substring(1, expression.length() - 1))
                .replaceFirst("\\bquery\\b", Matcher.quoteReplacement(BicepText.lines(template.variable("query"))));
    }

    private static ObjectNode properties(RuleTarget target, ObjectNode rule) {
        return (ObjectNode)
                (target == RuleTarget.MONITOR ? rule.at("/properties/criteria/allOf/0") : rule.get("properties"));
    }

    private static void parameters(BicepText text, ArmTemplate template) {
        for (Map.Entry<String, JsonNode> parameter : template.parameters().properties()) {
            JsonNode declared = parameter.getValue();
            text.line("").line("@description(" + BicepText.value(declared.at("/metadata/description"), "") + ")");
            if (declared.has("allowedValues")) {
                text.line("@allowed(" + BicepText.value(declared.get("allowedValues"), "") + ")");
            }
            JsonNode initial = declared.get("defaultValue");
            String value = initial == null
                    ? ""
                    : parameter.getKey().equals("location")
                            ? " = resourceGroup().location"
                            : " = " + BicepText.value(initial, "");
            text.line("param " + parameter.getKey() + " " + declared.get("type").textValue() + value);
        }
    }

    /** The detection's name as an identifier. */
    static String symbol(Detection detection) {
        String name = detection.slug().replaceAll("[^A-Za-z0-9]", "_");
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }
}
