package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.azdetect.azure.arm.AzureException;
import io.azdetect.catalog.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a parameter file says of action groups: which there are to be ({@code actionGroups}), and who is told of which
 * detections' alerts ({@code notify}).
 */
public final class ActionFile {
    /** Says nothing: nobody is told. */
    public static final ActionFile NONE = new ActionFile(Map.of(), Map.of(), List.of());

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Map<String, Group> made;
    private final Map<String, String> reused;
    private final List<Binding> bindings;

    /** A group that is to be made: its resource's body. */
    record Group(ObjectNode body) {}

    private ActionFile(Map<String, Group> made, Map<String, String> reused, List<Binding> bindings) {
        this.made = new TreeMap<>(made);
        this.reused = new TreeMap<>(reused);
        this.bindings = List.copyOf(bindings);
    }

    /**
     * Reads a file.
     *
     * @param environment gives the values of environment variables, in which secrets are; null for those that are not set
     * @param detections those that the file may name
     * @throws AzureException with everything that is wrong with it
     * @throws IOException if it cannot be read
     */
    public static ActionFile read(Path file, UnaryOperator<String> environment, Collection<Detection> detections)
            throws IOException {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new AzureException(file + ": " + e.getOriginalMessage(), e);
        }
        List<String> problems = new ArrayList<>();
        ActionGroupReader reader = new ActionGroupReader(environment, problems);
        Map<String, Group> made = new LinkedHashMap<>();
        Map<String, String> reused = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> group : root.path("actionGroups").properties()) {
            String path = "actionGroups." + group.getKey();
            if (group.getValue().has("id")) {
                reader.resourceId(path + ".id", group.getValue().get("id"))
                        .ifPresent(id -> reused.put(group.getKey(), id));
            } else {
                made.put(group.getKey(), new Group(reader.group(path, group.getKey(), group.getValue())));
            }
        }
        Set<String> names = new LinkedHashSet<>(made.keySet());
        names.addAll(reused.keySet());
        List<Binding> bindings = Binding.read(root.path("notify"), names, detections, problems);
        if (!problems.isEmpty()) {
            throw new AzureException("this parameter file cannot be used:\n"
                    + String.join(
                            "\n", problems.stream().map(p -> file + ": " + p).toList()));
        }
        return new ActionFile(made, reused, bindings);
    }

    /** Whether anybody is told of anything. */
    public boolean bindsAny() {
        return !bindings.isEmpty();
    }

    /** The groups that are to be made, by name. */
    List<Wanted> wanted() {
        return made.entrySet().stream()
                .map(e -> new Wanted(
                        e.getKey(),
                        e.getKey(),
                        e.getValue().body().at("/properties/groupShortName").asText(),
                        e.getKey(),
                        "1",
                        e.getValue().body()))
                .toList();
    }

    /**
     * The resource ids of the groups that are told of a detection's alerts.
     *
     * @param groups the kind, which knows where groups of ours are
     */
    List<String> of(Detection detection, ResourceKind groups) {
        requireNonNull(detection, "detection");
        Set<String> ids = new LinkedHashSet<>();
        for (Binding binding : bindings) {
            if (binding.isFor(detection)) {
                binding.groups().forEach(name -> ids.add(reused.getOrDefault(name, groups.path(name))));
            }
        }
        return List.copyOf(ids);
    }
}
