package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A resource as it is to be.
 *
 * @param name its name in Azure
 * @param label what people call it here, such as a detection's slug
 * @param title what it is called where people see it
 * @param body without the mark
 */
record Wanted(String name, String label, String title, String id, String version, ObjectNode body) {
    Wanted {
        requireNonNull(name, "name");
        requireNonNull(label, "label");
        requireNonNull(title, "title");
        requireNonNull(id, "id");
        requireNonNull(version, "version");
        requireNonNull(body, "body");
    }

    ObjectNode canonical() {
        return Canonical.of(body);
    }

    Mark mark() {
        return new Mark(id, version, Canonical.hash(canonical()));
    }
}
