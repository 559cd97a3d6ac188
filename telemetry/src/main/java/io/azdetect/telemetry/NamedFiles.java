package io.azdetect.telemetry;

import io.azdetect.engine.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of one kind in a folder, each under its name without the ending; what queries name is looked up among them. */
final class NamedFiles {
    private NamedFiles() {}

    /**
     * The files whose names end so; none where there is no such folder.
     *
     * @param ending with its dot
     */
    static Map<String, Path> in(Path folder, String ending) {
        Map<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> Files.isRegularFile(file)).forEach(file -> {
                String name = file.getFileName().toString();
                if (name.endsWith(ending) && name.length() > ending.length()) {
                    files.put(name.substring(0, name.length() - ending.length()), file);
                }
            });
        } catch (IOException e) {
            throw new StoreException("cannot list the folder " + folder + ": " + e.getMessage(), e);
        }
        return files;
    }
}
