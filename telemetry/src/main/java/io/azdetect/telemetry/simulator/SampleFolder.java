package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a sample folder, and where each sighting stands in them. */
final class SampleFolder {

    /**
     * Where a record stands.
     *
     * @param file relative to the folder
     * @param where for example "line 3"
     */
    record Place(String file, String where) {}

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final IdentityHashMap<Sighting, Place> places = new IdentityHashMap<>();

    SampleFolder(List<Sighting> all) {
        SortedMap<String, List<Sighting>> byFile = new TreeMap<>();
        all.stream()
                .sorted(Comparator.comparing(Sighting::at))
                .forEach(sighting -> byFile.computeIfAbsent(sighting.route().path(sighting), file -> new ArrayList<>())
                        .add(sighting));
        byFile.forEach(this::lay);
    }

    private void lay(String file, List<Sighting> content) {
        List<ObjectNode> records =
                content.stream().map(sighting -> sighting.event().record()).toList();
        SampleFormat format = content.get(0).route().format();
        SampleFormat.Written written = format.write(records);
        sightings.addAll(content);
        files.put(file, format.encode(written.content()));
        for (int i = 0; i < content.size(); i++) {
            places.put(content.get(i), new Place(file, written.places().get(i)));
        }
    }

    void add(String file, byte[] content) {
        files.put(file, content);
    }

    SortedMap<String, byte[]> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    Place place(Sighting sighting) {
        return places.get(sighting);
    }

    /** Every sighting, in the order of its file and its place there. */
    List<Sighting> sightings() {
        return List.copyOf(sightings);
    }

    void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }
}
