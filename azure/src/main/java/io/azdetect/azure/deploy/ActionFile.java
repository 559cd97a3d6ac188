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
import java.util.ArrayList;
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
 * What a parameter file says of action groups and playbooks: which there are to be ({@code actionGroups}), which there are
 * ({@code playbooks}), and who is told of which detections' alerts ({@code notify}).
 */
public final class ActionFile {
    /** Says nothing: nobody is told. */
    public static final ActionFile NONE = new ActionFile(Map.of(), Map.of(), Map.of(), List.of());

    /** Of the conditions in one that joins them. */
    private static final int MOST_ALTERNATIVES = 10;

    private final Map<String, Group> made;
    private final Map<String, String> reused;
    private final Map<String, String> playbooks;
    private final List<Binding> bindings;

    /** A group that is to be made: its resource's body. */
    record Group(ObjectNode body) {}

    private ActionFile(
            Map<String, Group> made,
            Map<String, String> reused,
            Map<String, String> playbooks,
            List<Binding> bindings) {
        this.made = new TreeMap<>(made);
        this.reused = new TreeMap<>(reused);
        this.playbooks = new TreeMap<>(playbooks);
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
        top.group("actionGroups")
                .ifPresent(groups -> groups.names().forEach(name -> {
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
        Map<String, String> playbooks = playbooks(top);
        List<Binding> bindings = top.groups(
                "notify",
                (fields, path) -> Optional.of(Binding.read(fields, names, playbooks.keySet(), detections, problems)));
        for (String playbook : playbooks.keySet()) {
            long times = bindings.stream()
                    .filter(b -> b.playbooks().contains(playbook))
                    .count();
            if (times > MOST_ALTERNATIVES) {
                top.wrong(
                        "notify",
                        "names '" + playbook + "' in " + times + " items, and Sentinel takes " + MOST_ALTERNATIVES
                                + "; join some");
            }
        }
        top.rejectUnknown(Set.of("detections"));
        problems.requireNone();
        return new ActionFile(made, reused, playbooks, bindings);
    }

    /** The resource ids of playbooks, by name. */
    private static Map<String, String> playbooks(Fields top) {
        Map<String, String> playbooks = new LinkedHashMap<>();
        top.group("playbooks")
                .ifPresent(all -> all.names().forEach(name -> {
                    if (!name.matches("[\\w-]{1,100}")) {
                        all.wrong(name, "is no name for a playbook here; take letters, digits, - and _");
                    }
                    Optional<Fields> playbook = all.group(name);
                    if (playbook.isEmpty()) {
                        all.wrong(name, "is empty; give it 'logicApp', the id of the playbook");
                    }
                    playbook.ifPresent(fields -> {
                        playbooks.put(
                                name,
                                ActionGroupReader.resourceId(fields, "logicApp").orElse(""));
                        fields.rejectUnknown(Set.of());
                    });
                }));
        return playbooks;
    }

    /** Whether anybody is told of anything. */
    public boolean bindsAny() {
        return !bindings.isEmpty();
    }

    /** Whether Microsoft Sentinel is to run any playbook. */
    public boolean runsPlaybooks() {
        return bindings.stream().anyMatch(b -> !b.playbooks().isEmpty());
    }

    /** The automation rules that run playbooks: one for each that is named. */
    List<Wanted> wanted(AutomationRules kind) {
        List<Wanted> wanted = new ArrayList<>();
        playbooks.forEach((name, logicApp) -> {
            List<Binding> naming =
                    bindings.stream().filter(b -> b.playbooks().contains(name)).toList();
            if (!naming.isEmpty()) {
                wanted.add(kind.wanted(name, logicApp, naming));
            }
        });
        return wanted;
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
