package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A technique of the Azure Threat Research Matrix.
 *
 * @param id such as {@code AZT301.1}
 * @param name such as {@code RunCommand}
 * @param operations the Azure operations that its page names, such as {@code Microsoft.Compute/virtualMachines/read}
 */
public record Technique(String id, String name, Tactic tactic, List<String> operations) {
    public Technique {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(tactic, "tactic");
        operations = List.copyOf(operations);
    }

    /** Whether this is the technique of the given id or one of its sub-techniques; any case. */
    public boolean isWithin(String other) {
        return id.equalsIgnoreCase(other) || id.regionMatches(true, 0, other + ".", 0, other.length() + 1);
    }

    /** The page that describes it. */
    public String url() {
        String parent = id.replaceFirst("\\..*", "");
        return "https://microsoft.github.io/Azure-Threat-Research-Matrix/" + tactic.sentinelName() + "/" + parent + "/"
                + id.replace('.', '-') + "/";
    }
}
