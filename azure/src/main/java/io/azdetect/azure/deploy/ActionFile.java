package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Fields;
import io.azdetect.catalog.InvalidDetectionsException;
import io.azdetect.catalog.Problems;
import io.azdetect.catalog.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @throws InvalidDetectionsException with everything that is wrong with it, each with its line
     * @throws IOException if it cannot be read
     */
    public static ActionFile read(Path file, UnaryOperator<String> environment, Collection<Detection> detections)
            throws IOException, InvalidDetectionsException {
        Problems problems = new Problems(file.toString());
        YamlNode root = YamlNode.read(Files.readString(file), problems);
        problems.requireNone();
        Fields top = Fields.of(root, "", problems);
        ActionGroupReader reader = new ActionGroupReader(environment, problems);
        Map<String, Group> made = new LinkedHashMap<>();
        Map<String, String> reused = new LinkedHashMap<>();
        // A group that is wrong in itself is one all the same to those who name it.
        Set<String> names = new LinkedHashSet<>();
        top.group("actionGroups").ifPresent(groups -> groups.names().forEach(name -> {
            names.add(name);
            Optional<Fields> group = groups.group(name);
            if (group.isEmpty()) {
                groups.wrong(name, "is empty; say whom it tells, or the id of a group that is there");
            } else if (group.get().has("id")) {
                ActionGroupReader.resourceId(group.get(), "id").ifPresent(id -> reused.put(name, id));
                group.get().rejectUnknown(Set.of());
            } else {
                made.put(name, new Group(reader.group(groups, name, group.get())));
            }
        }));
        List<Binding> bindings = top.groups(
                "notify", (fields, path) -> Optional.of(Binding.read(fields, names, detections, problems)));
        top.rejectUnknown(Set.of("detections"));
        problems.requireNone();
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
