package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.arm.AzureException;
import io.azdetect.azure.deploy.Change.Action;
import io.azdetect.azure.deploy.Planner.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plan for a workspace's rules in a file: what is to be written as it is to be, what is to be removed, and of what is there
 * only a hash. Whoever reviewed it knows that nothing else is done, since a plan is not applied when what it saw has changed.
 * Rules hold no secrets, so the file has none.
 */
public final class SavedPlan {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORMAT = "azdetectPlan";
    private static final int VERSION = 1;

    /** Names of rules of ours; none of them leads a path elsewhere. */
    private static final Pattern NAME = Pattern.compile("[\\w-]{1,260}");

    private final Place place;
    private final Target target;
    private final List<Step> steps;

    private SavedPlan(Place place, Target target, List<Step> steps) {
        this.place = place;
        this.target = target;
        this.steps = List.copyOf(steps);
    }

    /**
     * Where a plan is for.
     *
     * @param resourceManager the address of the Azure that it was made on
     */
    public record Place(String resourceManager, String subscription, String resourceGroup, String workspace) {
        public Place {
            requireNonNull(resourceManager, "resourceManager");
            requireNonNull(subscription, "subscription");
            requireNonNull(resourceGroup, "resourceGroup");
            requireNonNull(workspace, "workspace");
        }
    }

    /**
     * A change as the file has it.
     *
     * @param noun which kind of resource
     * @param seen what was there, as {@link #seen} says it; empty where nothing was
     */
    private record Step(
            String noun,
            Action action,
            String name,
            String label,
            String title,
            String seen,
            Optional<Wanted> wanted) {}

    public Place place() {
        return place;
    }

    public Target target() {
        return target;
    }

    /**
     * Writes what a plan does.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Plan plan, Target target, Place place) throws IOException {
        ObjectNode root = JSON.createObjectNode().put(FORMAT, VERSION);
        root.put("resourceManager", place.resourceManager())
                .put("subscription", place.subscription())
                .put("resourceGroup", place.resourceGroup())
                .put("workspace", place.workspace())
                .put("target", target.name().toLowerCase(Locale.ROOT));
        ArrayNode changes = root.putArray("changes");
        for (Change change : plan.acting()) {
            ObjectNode step = changes.addObject()
                    .put("kind", change.noun())
                    .put("action", change.action().word())
                    .put("name", change.name())
                    .put("label", change.label())
                    .put("title", change.title())
                    .put("seen", seen(change.kind(), change.existing()));
            change.wanted()
                    .ifPresent(wanted -> step.putObject("wanted")
                            .put("id", wanted.id())
                            .put("version", wanted.version())
                            .set("body", wanted.body()));
        }
        Files.writeString(file, root.toPrettyString() + "\n");
    }

    /** What is there, in a few characters: its content and its mark. */
    private static String seen(ResourceKind kind, Optional<ObjectNode> resource) {
        return resource.map(r -> Content.of(kind, r))
                .map(content -> Canonical.hash(content.canonical())
                        + content.mark()
                                .map(m -> " " + m.id() + " " + m.version() + " " + m.hash())
                                .orElse(""))
                .orElse("");
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static SavedPlan read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ":" + e.getLocation().getLineNr() + ": this is no plan, as it is no JSON", e);
        }
        if (root.path(FORMAT).asInt() != VERSION) {
            throw new IllegalArgumentException(
                    file + " is no plan that 'azdetect deploy plan --out' of this version wrote");
        }
        List<Step> steps = new ArrayList<>();
        for (JsonNode change : root.path("changes")) {
            steps.add(step(file, change));
        }
        return new SavedPlan(
                new Place(
                        text(file, root, "resourceManager"),
                        text(file, root, "subscription"),
                        text(file, root, "resourceGroup"),
                        text(file, root, "workspace")),
                constant(file, Target.values(), text(file, root, "target")),
                steps);
    }

    private static Step step(Path file, JsonNode change) {
        String name = text(file, change, "name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(file + ": '" + name + "' is no name of a rule of azdetect's");
        }
        Action action = constant(file, Action.values(), text(file, change, "action"));
        Optional<Wanted> wanted = Optional.empty();
        if (change.path("wanted").path("body") instanceof ObjectNode body) {
            wanted = Optional.of(new Wanted(
                    name,
                    text(file, change, "label"),
                    text(file, change, "title"),
                    text(file, change.get("wanted"), "id"),
                    text(file, change.get("wanted"), "version"),
                    body));
        }
        if (!action.acts() || wanted.isPresent() == (action == Action.REMOVE)) {
            throw new IllegalArgumentException(file + ": the change of " + name + " is none that a plan does");
        }
        return new Step(
                text(file, change, "kind"),
                action,
                name,
                text(file, change, "label"),
                text(file, change, "title"),
                text(file, change, "seen"),
                wanted);
    }

    private static String text(Path file, JsonNode object, String field) {
        if (!object.path(field).isTextual()) {
            throw new IllegalArgumentException(file + ": the plan lacks a text '" + field + "'");
        }
        return object.get(field).textValue();
    }

    private static <E extends Enum<E>> E constant(Path file, E[] all, String word) {
        for (E each : all) {
            if (each.name().replace('_', '-').equalsIgnoreCase(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException(file + ": the plan has '" + word + "' where it may not");
    }

    /**
     * The plan, if what it saw is still what is there. What is already as the plan wants it, as after a run that broke off, is
     * no reason against it.
     *
     * @throws AzureException with all that has changed since
     */
    public Plan plan(Arm arm, WorkspaceScope scope) {
        List<Change> changes = new ArrayList<>();
        List<String> moved = new ArrayList<>();
        for (Step step : steps) {
            ResourceKind kind = target.kinds(scope).stream()
                    .filter(k -> k.noun().equals(step.noun()))
                    .findFirst()
                    .orElseThrow(() -> new AzureException("the plan has a " + step.noun() + ", which "
                            + target.name().toLowerCase(Locale.ROOT) + " has not"));
            Optional<ObjectNode> now =
                    arm.find(kind.path(step.name()), kind.apiVersion(), "read the " + kind.noun() + " " + step.label());
            boolean done = step.wanted().isEmpty()
                    ? now.isEmpty()
                    : now.filter(n -> Content.of(kind, n).isAs(step.wanted().get()))
                            .isPresent();
            if (!done && !seen(kind, now).equals(step.seen())) {
                moved.add(step.label()
                        + (now.isEmpty() ? " is gone" : step.seen().isEmpty() ? " is there" : " has changed"));
            }
            changes.add(new Change(
                    kind,
                    step.action(),
                    step.name(),
                    step.label(),
                    step.title(),
                    fields(kind, now, step),
                    step.wanted(),
                    now));
        }
        if (!moved.isEmpty()) {
            throw new AzureException("this plan is not applied, since after it was made something else was done:\n"
                    + String.join("\n", moved)
                    + "\nMake a new plan with 'azdetect deploy plan --out', and look at it.");
        }
        return new Plan(changes);
    }

    private static List<FieldChange> fields(ResourceKind kind, Optional<ObjectNode> now, Step step) {
        return now.isPresent() && step.wanted().isPresent()
                ? FieldChange.between(
                        Content.of(kind, now.get()).canonical(),
                        step.wanted().get().canonical())
                : List.of();
    }
}
