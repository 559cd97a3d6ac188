package io.azdetect.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the time of a benchmark. */
final class Scratch implements AutoCloseable {
    private final Path folder;

    /**
     * Makes one.
     *
     * @param parent where; null for the system's folder of temporary files
     */
    Scratch(Path parent) throws IOException {
        folder = parent == null
                ? Files.createTempDirectory("azdetect-bench")
                : Files.createTempDirectory(Files.createDirectories(parent), "azdetect-bench");
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : deepestFirst) {
            Files.delete(one);
        }
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }
}
