package io.azdetect.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The detection files that the build packs beside this class, from the project's folder {@code detections/}. */
final class BuiltInFiles {
    private static final String FOLDER = "detections";

    private BuiltInFiles() {}

    /** Their texts, by path from the project's root. */
    static Map<String, String> read() {
        URL folder = BuiltInFiles.class.getResource(FOLDER);
        if (folder == null) {
            throw new IllegalStateException("the build holds no detections");
        }
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath(uri.toString().substring(uri.toString().indexOf("!/") + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in detections cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(folder + " is no URI", e);
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> yaml =
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
            for (Path file : yaml) {
                String name = FOLDER + "/" + folder.relativize(file).toString().replace('\\', '/');
                texts.put(name, Files.readString(file));
            }
        }
        return texts;
    }
}
