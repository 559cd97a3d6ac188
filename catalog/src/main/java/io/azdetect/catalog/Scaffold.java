package io.azdetect.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** The beginning of a detection file: everything that it needs, with what is to be written marked, and tests that fail. */
public final class Scaffold {
    private Scaffold() {}

    /** The file's name: the detection's in lower case, with hyphens. */
    public static String fileName(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.isEmpty()) {
            throw new IllegalArgumentException(
                    "a detection's name needs letters or digits, and '" + name + "' has none");
        }
        return slug + ".yaml";
    }

    /** The file's text. */
    public static String text(Technique technique, String name, UUID id) {
        String operation = technique.operations().stream()
                .filter(o -> !o.toLowerCase(Locale.ROOT).endsWith("/read"))
                .findFirst()
                .orElse("Microsoft.Provider/type/action");
        String resource = operation.substring(0, operation.lastIndexOf('/'));
        return template()
                .replace("{{id}}", id.toString())
                .replace("{{name}}", "'" + name.replace("'", "''") + "'")
                .replace("{{tactic}}", technique.tactic().sentinelName())
                .replace("{{tacticName}}", technique.tactic().displayName())
                .replace("{{technique}}", technique.id())
                .replace("{{url}}", technique.url())
                .replace("{{operation}}", operation)
                .replace("{{resource}}", resource + "/TODO");
    }

    private static String template() {
        try (InputStream in = Scaffold.class.getResourceAsStream("scaffold.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("scaffold.yaml is missing from the build", e);
        }
    }
}
