package io.azdetect.telemetry.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * The sample tenant's logs, as files in Azure's own formats and folder layout, with the ground truth beside them. The same
 * seed writes the same bytes on every machine.
 */
public final class ContosoSamples {

    /** The seed of the folder {@code samples/contoso}. */
    public static final long SEED = 20240312;

    private ContosoSamples() {}

    /**
     * Every file by its path relative to the sample folder, with slashes.
     *
     * @param seed another seed makes other everyday work; the attacks and look-alikes stay
     */
    public static SortedMap<String, byte[]> files(long seed) {
        return folder(seed).files();
    }

    /** Writes the files into a folder, which need not exist; files of the same names are replaced. */
    public static void write(Path folder, long seed) throws IOException {
        folder(seed).writeTo(folder);
    }

    static SampleFolder folder(long seed) {
        Timeline timeline = ContosoTenant.timeline(seed);
        SampleFolder folder = new SampleFolder(timeline.sightings());
        folder.add(GroundTruth.FILE, new GroundTruth(timeline, folder).markdown());
        return folder;
    }

    /** Writes the sample into the folder that is named, {@code samples/contoso} unless one is. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "samples/contoso");
        Files.createDirectories(folder);
        write(folder, SEED);
    }
}
