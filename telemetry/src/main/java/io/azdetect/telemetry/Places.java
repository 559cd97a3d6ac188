package io.azdetect.telemetry;

import io.azdetect.engine.StoreException;
import io.azdetect.kql.schema.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which workspace here has the logs of another place that queries name. A workspace's file {@code places} says so, with
 * lines such as {@code workspace("contoso") = ../contoso}; behind {@code #} stands a comment, {@code this} is the workspace
 * itself, and a folder's path begins at the workspace's own.
 */
final class Places {
    /** The file in a workspace's folder. */
    static final String FILE = "places";

    /** What stands for the workspace itself. */
    static final String THIS = "this";

    /** The folders; empty for the workspace itself. */
    private final Map<Place, Optional<Path>> folders = new LinkedHashMap<>();

    /** Adds a place. */
    void add(Place place, Optional<Path> folder) {
        folders.put(place, folder);
    }

    /** Adds what a workspace's file says, if there is one. */
    void addFile(Path workspace) {
        Path file = workspace.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return;
        }
        List<String> lines = new ArrayList<>();
        try {
            lines.addAll(Files.readAllLines(file));
        } catch (IOException e) {
            throw new StoreException("cannot read " + file + ": " + e.getMessage(), e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
            if (!line.isEmpty()) {
                addLine(line, workspace, file + ":" + (i + 1));
            }
        }
    }

    private void addLine(String line, Path workspace, String where) {
        // A place's name may have a sign of its own; the one that counts stands behind the last bracket.
        int sign = line.indexOf('=', line.lastIndexOf(')'));
        Optional<Place> place = sign < 0 ? Optional.empty() : Place.of(line.substring(0, sign));
        String folder = line.substring(sign + 1).strip();
        if (place.isEmpty() || folder.isEmpty()) {
            throw new StoreException(where + ": a line is like workspace(\"contoso\") = ../contoso, not " + line);
        }
        add(place.get(), folder.equals(THIS) ? Optional.empty() : Optional.of(workspace.resolve(folder)));
    }

    Collection<Place> all() {
        return folders.keySet();
    }

    /** The folder of a place, itself empty for this workspace; empty for a place that is not known. */
    Optional<Optional<Path>> find(Place place) {
        return Optional.ofNullable(folders.get(place));
    }
}
