package io.azdetect.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which files a query may read with {@code externaldata}: those of one folder, by their paths, and those that stand for an
 * address. Nothing is ever fetched.
 */
public final class ExternalFiles {
    private static final ExternalFiles NONE = new ExternalFiles(null, Map.of());

    private final Path folder;
    private final Map<String, Path> byAddress;

    private ExternalFiles(Path folder, Map<String, Path> byAddress) {
        this.folder = folder;
        this.byAddress = byAddress;
    }

    /** No file at all. */
    public static ExternalFiles none() {
        return NONE;
    }

    /** Besides, every file in a folder and in the folders below it. */
    public ExternalFiles in(Path allowed) {
        return new ExternalFiles(allowed, byAddress);
    }

    /** Besides, a file for an address that queries have, such as a URL; {@code *} is every address that has no other. */
    public ExternalFiles with(String address, Path file) {
        Map<String, Path> all = new LinkedHashMap<>(byAddress);
        all.put(withoutSecret(address), file);
        return new ExternalFiles(folder, all);
    }

    /**
     * The file that an address stands for; empty when none is allowed.
     *
     * @throws IllegalArgumentException if it must not be read, or is not there
     */
    Optional<Path> find(String address) {
        String plain = withoutSecret(address);
        Path file = byAddress.getOrDefault(plain, byAddress.get("*"));
        if (file != null) {
            return Optional.of(readable(file));
        }
        if (isUrl(plain)) {
            if (folder == null) {
                return Optional.empty();
            }
            throw new IllegalArgumentException("nothing is fetched: download what is at " + plain
                    + " and say which file it is (--external ADDRESS=FILE)");
        }
        return folder == null ? Optional.empty() : Optional.of(inside(plain));
    }

    private Path inside(String address) {
        Path file;
        try {
            file = folder.resolve(address.startsWith("file://") ? address.substring("file://".length()) : address);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + address + "' is no path of a file", e);
        }
        Path real = real(file);
        // Links count as where they lead.
        if (!real.startsWith(real(folder))) {
            throw new IllegalArgumentException(
                    "the file '" + address + "' is outside of the folder that externaldata may read, " + folder);
        }
        return readable(real);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new IllegalArgumentException("there is no file " + path, e);
        }
    }

    private static Path readable(Path file) {
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("there is no file " + file + " that can be read");
        }
        return file.toAbsolutePath();
    }

    private static boolean isUrl(String address) {
        return address.matches("(?i)(?!file:)[a-z][a-z0-9+.-]+://.*");
    }

    /** An address ends where its key or its token begins: behind {@code ;}, or behind {@code ?} in a URL. */
    private static String withoutSecret(String address) {
        String plain = address.replaceFirst("(?s);.*", "");
        return isUrl(plain) ? plain.replaceFirst("(?s)\\?.*", "") : plain;
    }
}
