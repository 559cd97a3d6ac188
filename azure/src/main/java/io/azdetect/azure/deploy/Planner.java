package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.deploy.Change.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Compares what is wanted with what is there. */
final class Planner {
    private static final Comparator<Change> ACTING_FIRST = Comparator.<Change, Boolean>comparing(
                    c -> !c.action().acts())
            .thenComparing(Change::action)
            .thenComparing(Change::label);

    private final ResourceKind kind;
    private final PlanOptions options;

    Planner(ResourceKind kind, PlanOptions options) {
        this.kind = requireNonNull(kind, "kind");
        this.options = requireNonNull(options, "options");
    }

    /** @param existing all resources of the kind, whoever made them */
    Plan plan(List<Wanted> wanted, List<ObjectNode> existing) {
        Map<String, ObjectNode> there = new LinkedHashMap<>();
        existing.forEach(resource -> there.put(key(resource.path("name").asText("")), resource));
        List<Change> changes = new ArrayList<>();
        for (Wanted each : wanted) {
            changes.add(change(each, Optional.ofNullable(there.remove(key(each.name())))));
        }
        there.values().forEach(resource -> changes.add(unwanted(resource)));
        changes.sort(ACTING_FIRST);
        return new Plan(changes);
    }

    /** Azure's names are equal in any case. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private Change change(Wanted wanted, Optional<ObjectNode> existing) {
        if (existing.isEmpty()) {
            return change(Action.ADD, wanted, List.of(), existing);
        }
        ObjectNode there = existing.get();
        Content content = Content.of(kind, there);
        List<FieldChange> fields = FieldChange.between(content.canonical(), wanted.canonical());
        Optional<Mark> mark = content.mark();
        if (mark.isEmpty() || !mark.get().id().equals(wanted.id())) {
            return change(options.adopt() ? Action.ADOPT : Action.CLASH, wanted, fields, existing);
        }
        if (fields.isEmpty()) {
            return mark.get().equals(wanted.mark())
                    ? change(Action.UNCHANGED, wanted, fields, existing)
                    : change(Action.CHANGE, wanted, List.of(marks(mark.get(), wanted.mark())), existing);
        }
        if (content.isEdited()) {
            return change(options.overwrite() ? Action.OVERWRITE : Action.EDITED, wanted, fields, existing);
        }
        return change(Action.CHANGE, wanted, fields, existing);
    }

    private static FieldChange marks(Mark before, Mark after) {
        return before.version().equals(after.version())
                ? new FieldChange("azdetect-hash", before.hash(), after.hash())
                : new FieldChange("azdetect-version", before.version(), after.version());
    }

    private Change change(Action action, Wanted wanted, List<FieldChange> fields, Optional<ObjectNode> existing) {
        return new Change(
                kind, action, wanted.name(), wanted.label(), wanted.title(), fields, Optional.of(wanted), existing);
    }

    private Change unwanted(ObjectNode resource) {
        Content content = Content.of(kind, resource);
        String name = resource.path("name").asText("");
        Action action = Action.FOREIGN;
        if (content.mark().isPresent()) {
            boolean may = options.overwrite() || !content.isEdited();
            action = !options.prune() ? Action.NOT_CHOSEN : may ? Action.REMOVE : Action.EDITED;
        }
        return new Change(
                kind, action, name, name, kind.title(resource), List.of(), Optional.empty(), Optional.of(resource));
    }

    /** What a resource is, as far as it can be compared. */
    record Content(ObjectNode canonical, Optional<Mark> mark) {
        static Content of(ResourceKind kind, ObjectNode resource) {
            return new Content(Canonical.of(kind.unmarked(resource)), kind.mark(resource));
        }

        /** Whether it is what is wanted, and marked so. */
        boolean isAs(Wanted wanted) {
            return canonical.equals(wanted.canonical()) && mark.equals(Optional.of(wanted.mark()));
        }

        /** Whether it is not what it was when we wrote it, as far as its mark tells. */
        boolean isEdited() {
            return mark.map(Mark::hash)
                    .filter(Canonical::isComparable)
                    .map(hash -> !hash.equals(Canonical.hash(canonical)))
                    .orElse(false);
        }
    }
}
