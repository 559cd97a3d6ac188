package io.azdetect.telemetry;

import io.azdetect.engine.StoreException;
import io.azdetect.kql.diagnostic.SourceText;
import io.azdetect.kql.schema.StoredFunction;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The functions that a workspace keeps: {@code NAME.kql} in a folder. A file is read when a query needs it. */
final class StoredFunctions {
    private static final String ENDING = ".kql";

    private final Map<String, Path> files = new TreeMap<>();

    /** Adds a folder's functions, which come before those of the same name that are there. */
    void add(Path folder) {
        files.putAll(NamedFiles.in(folder, ENDING));
    }

    Optional<StoredFunction> find(String name) {
        return Optional.ofNullable(files.get(name)).map(file -> new StoredFunction(name, text(file)));
    }

    Collection<String> names() {
        return files.keySet();
    }

    private static SourceText text(Path file) {
        try {
            return new SourceText(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new StoreException(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new StoreException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
