package io.azdetect.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * DuckDB's native library, unpacked once.
 *
 * <p>The driver takes the library from the root of its jar, unpacking 70 MB on every start, or else from a file beside the
 * jar. Ours has no library at its root but the whole driver inside, so that it runs on every platform and starts fast.
 */
final class DuckDbLibrary {
    private static final String DRIVER = "/native/duckdb_jdbc.jar";

    private DuckDbLibrary() {}

    /**
     * Sees to it that the driver finds its library beside the runnable jar. Does nothing where the command runs from class
     * folders, as in tests: there the driver has its own jar.
     *
     * @throws IOException if the library is missing and cannot be written, or the driver has none for this platform
     */
    static void unpackBesideJar() throws IOException {
        Path home = codeSource();
        if (!Files.isRegularFile(home)) {
            return;
        }
        Path library = home.resolveSibling(libraryName());
        if (Files.exists(library) || DuckDbLibrary.class.getResource(DRIVER) == null) {
            return;
        }
        // Other processes may start at the same moment: whoever moves last wins, and all files are alike.
        Path part = Files.createTempFile(library.getParent(), "libduckdb_java", ".part");
        try (InputStream in = openLibrary(libraryName())) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path codeSource() {
        CodeSource source = DuckDbLibrary.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(source.getLocation() + " is no path", e);
        }
    }

    private static InputStream openLibrary(String name) throws IOException {
        ZipInputStream driver = new ZipInputStream(DuckDbLibrary.class.getResourceAsStream(DRIVER));
        for (ZipEntry entry = driver.getNextEntry(); entry != null; entry = driver.getNextEntry()) {
            if (entry.getName().equals(name)) {
                return driver;
            }
        }
        driver.close();
        throw new IOException("DuckDB has no library for this platform (" + name + ")");
    }

    /** The driver's own name for this platform's library. */
    private static String libraryName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : "linux";
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        return "libduckdb_java.so_" + system + "_" + (arm ? "arm64" : "amd64");
    }
}
