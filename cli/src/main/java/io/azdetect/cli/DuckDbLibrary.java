package io.azdetect.cli;

import java.io.FilterInputStream;
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
 * jar. Ours has no library at its root but the whole driver inside, so that it runs anywhere and starts fast.
 */
final class DuckDbLibrary {
    private static final String DRIVER = "/native/duckdb_jdbc.jar";

    private DuckDbLibrary() {}

    /**
     * Sees to it that the driver finds its library beside the jar that this class is in; does nothing where it runs from
     * class folders, as in tests, since the driver's own jar is there then.
     *
     * @throws IOException if the library is missing and cannot be written, or the driver has none for this platform
     */
    static void unpackBesideJar() throws IOException {
        Path jar = runningJar();
        if (jar == null) {
            return;
        }
        Path library = jar.resolveSibling(libraryName());
        if (Files.exists(library)) {
            return;
        }
        Path part = null;
        try (InputStream library64 = openLibrary(libraryName())) {
            part = Files.createTempFile(jar.toAbsolutePath().getParent(), "libduckdb_java", ".part");
            Files.copy(library64, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static Path runningJar() {
        CodeSource source = DuckDbLibrary.class.getProtectionDomain().getCodeSource();
        if (source == null || DuckDbLibrary.class.getResource(DRIVER) == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the jar's place " + source.getLocation() + " is no path", e);
        }
    }

    private static InputStream openLibrary(String name) throws IOException {
        ZipInputStream driver = new ZipInputStream(DuckDbLibrary.class.getResourceAsStream(DRIVER));
        for (ZipEntry entry = driver.getNextEntry(); entry != null; entry = driver.getNextEntry()) {
            if (entry.getName().equals(name)) {
                return new FilterInputStream(driver) {};
            }
        }
        driver.close();
        throw new IOException("DuckDB has no library for this platform (" + name + ")");
    }

    /** The driver's own name for this platform's library. */
    private static String libraryName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String osName = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : "linux";
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        return "libduckdb_java.so_" + osName + "_" + (arm ? "arm64" : "amd64");
    }
}
