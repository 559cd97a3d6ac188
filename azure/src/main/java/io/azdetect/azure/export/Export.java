package io.azdetect.azure.export;

import static java.util.Objects.requireNonNull;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Tactic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes detections into a folder: a file for each in a folder of its tactic, and what deploys several of them at once. */
public final class Export {
    private final ExportFormat format;

    public Export(ExportFormat format) {
        this.format = requireNonNull(format, "format");
    }

    /**
     * What came of an export.
     *
     * @param files those written, below the folder, in order
     * @param detections how many are in them
     * @param notes what is to be said of some of the detections, such as why one is left out
     */
    public record Report(List<Path> files, int detections, Map<Detection, String> notes) {
        public Report {
            files = List.copyOf(files);
            notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
        }
    }

    /**
     * Writes the files; those of the same names are replaced.
     *
     * @throws IOException when a file cannot be written
     */
    public Report write(List<Detection> detections, Path folder) throws IOException {
        Map<Detection, String> notes = new LinkedHashMap<>();
        Map<String, List<Detection>> byTactic = new TreeMap<>();
        int written = 0;
        for (Detection detection : detections) {
            format.note(detection).ifPresent(note -> notes.put(detection, note));
            if (!format.leavesOutRefused() || !notes.containsKey(detection)) {
                byTactic.computeIfAbsent(folder(detection), t -> new ArrayList<>())
                        .add(detection);
                written++;
            }
        }
        List<Path> files = new ArrayList<>();
        if (written > 0) {
            for (Map.Entry<String, String> text : new TreeMap<>(format.files().of(byTactic)).entrySet()) {
                Path file = folder.resolve(text.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, text.getValue());
                files.add(folder.relativize(file));
            }
        }
        return new Report(files, written, notes);
    }

    /** The folder of a detection's files: its tactic's. */
    public static String folder(Detection detection) {
        return detection.tactic().map(Export::folder).orElse("other");
    }

    /** The folder of a tactic's files. */
    public static String folder(Tactic tactic) {
        return tactic.displayName().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** The file of the portal's form for a template. */
    public static Path form(Path template) {
        String name = template.getFileName().toString();
        return template.resolveSibling(ArmFiles.form(name.substring(0, name.length() - ".json".length())));
    }
}
