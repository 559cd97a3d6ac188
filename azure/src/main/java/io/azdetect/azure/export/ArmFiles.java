package io.azdetect.azure.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Templates: one for each detection, one for each tactic, and one for all that nests those of the tactics, so that each of
 * them is a deployment of its own and one that fails takes no other with it. Beside each lies the portal's form.
 */
final class ArmFiles implements ExportFiles {
    /** As bundles are named in each folder. */
    static final String BUNDLE = "azuredeploy";

    private static final String DEPLOYMENTS_API_VERSION = "2022-09-01";

    private final RuleTarget target;

    ArmFiles(RuleTarget target) {
        this.target = requireNonNull(target, "target");
    }

    @Override
    public Map<String, String> of(Map<String, List<Detection>> byTactic) {
        Map<String, String> files = new TreeMap<>();
        Map<String, ArmTemplate> bundles = new TreeMap<>();
        byTactic.forEach((tactic, detections) -> {
            for (Detection detection : detections) {
                add(files, tactic + "/" + detection.slug(), target.template(detection));
            }
            bundle(bundles, tactic + "/" + BUNDLE, "The detections of the tactic " + tactic, detections);
        });
        bundles.forEach((name, template) -> add(files, name, template));
        nest(files, BUNDLE, bundles);
        return files;
    }

    private void add(Map<String, String> files, String name, ArmTemplate template) {
        files.put(name + ".json", template.text());
        files.put(form(name), new PortalForm(target, template).text());
    }

    /** Where the form of a template is: a bundle's has the name that is usual for it. */
    static String form(String name) {
        return name.equals(BUNDLE) || name.endsWith("/" + BUNDLE)
                ? name.substring(0, name.length() - BUNDLE.length()) + "createUiDefinition.json"
                : name + ".createUiDefinition.json";
    }

    /** A tactic's template; those that Azure Resource Manager would not take become several. */
    private void bundle(Map<String, ArmTemplate> bundles, String name, String description, List<Detection> detections) {
        ArmTemplate template = target.bundle(detections, description + ".");
        if (template.fits() || detections.size() == 1) {
            bundles.put(name, template);
            return;
        }
        int half = detections.size() / 2;
        bundle(bundles, name + "-1", description + ", first part", detections.subList(0, half));
        bundle(bundles, name + "-2", description + ", second part", detections.subList(half, detections.size()));
    }

    /** The template that deploys all others, or several when one would be too large. */
    private void nest(Map<String, String> files, String name, Map<String, ArmTemplate> bundles) {
        ArmTemplate all = new ArmTemplate("All detections, a deployment for each tactic.");
        target.declareShared(all);
        bundles.forEach((path, template) -> all.resource(nested(path, template, all.parameters())));
        if (all.fits() || bundles.size() == 1) {
            add(files, name, all);
            return;
        }
        List<String> names = new ArrayList<>(bundles.keySet());
        int half = names.size() / 2;
        nest(files, name + "-1", part(bundles, names.subList(0, half)));
        nest(files, name + "-2", part(bundles, names.subList(half, names.size())));
    }

    private static Map<String, ArmTemplate> part(Map<String, ArmTemplate> bundles, List<String> names) {
        Map<String, ArmTemplate> part = new TreeMap<>();
        names.forEach(n -> part.put(n, bundles.get(n)));
        return part;
    }

    /** A template inside another one, which hands its parameters on. */
    private static ObjectNode nested(String path, ArmTemplate template, ObjectNode parameters) {
        ObjectNode deployment = ArmTemplate.object()
                .put("type", "Microsoft.Resources/deployments")
                .put("apiVersion", DEPLOYMENTS_API_VERSION)
                .put("name", "azdetect-" + path.replace("/" + BUNDLE, ""));
        ObjectNode properties = deployment.putObject("properties").put("mode", "Incremental");
        properties.putObject("expressionEvaluationOptions").put("scope", "inner");
        ObjectNode given = properties.putObject("parameters");
        parameters
                .fieldNames()
                .forEachRemaining(p -> given.putObject(p).put("value", "[parameters(" + ArmTemplate.quoted(p) + ")]"));
        properties.set("template", template.root());
        return deployment;
    }
}
