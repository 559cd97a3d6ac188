package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a plan says of one resource.
 *
 * @param kind what it is and where
 * @param name its name in Azure
 * @param label what people call it here: the detection's slug, or the name where there is no detection
 * @param title what it is called in Azure's portal
 * @param fields those that differ, from what is there to what is wanted
 */
public record Change(
        ResourceKind kind,
        Action action,
        String name,
        String label,
        String title,
        List<FieldChange> fields,
        Optional<Wanted> wanted,
        Optional<ObjectNode> existing) {
    public Change {
        requireNonNull(kind, "kind");
        requireNonNull(action, "action");
        requireNonNull(name, "name");
        requireNonNull(label, "label");
        requireNonNull(title, "title");
        fields = List.copyOf(fields);
        requireNonNull(wanted, "wanted");
        requireNonNull(existing, "existing");
    }

    /** What it is, for people, such as {@code rule}. */
    public String noun() {
        return kind.noun();
    }

    /** What is to be done, or why nothing is. */
    public enum Action {
        /** It is not there and will be made. */
        ADD("add", true),
        /** It is there as we left it and will be changed. */
        CHANGE("change", true),
        /** Somebody edited it since we wrote it; it stays as it is. */
        EDITED("edited", false),
        /** Somebody edited it since we wrote it; it will be written anew, as was asked for. */
        OVERWRITE("overwrite", true),
        /** Somebody else made it; it will become ours, as was asked for. */
        ADOPT("adopt", true),
        /** It is ours, not wanted, and will be removed, as was asked for. */
        REMOVE("remove", true),
        /** It is as it is to be. */
        UNCHANGED("unchanged", false),
        /** It is ours and not among what was chosen; it stays. */
        NOT_CHOSEN("not-chosen", false),
        /** Somebody else made it and it has the name that ours needs; it stays, and ours is not made. */
        CLASH("clash", false),
        /** Somebody else made it; it stays. */
        FOREIGN("foreign", false);

        private final String word;
        private final boolean acts;

        Action(String word, boolean acts) {
            this.word = word;
            this.acts = acts;
        }

        /** As reports write it. */
        public String word() {
            return word;
        }

        /** Whether applying the plan does something to the resource. */
        public boolean acts() {
            return acts;
        }
    }
}
