package io.azdetect.telemetry.simulator.tenant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What people do by hand, as the file {@code routines.txt} lists it. */
final class Routines {

    private static final List<Routine> ALL = read();

    private Routines() {}

    /**
     * Something that is done by hand now and then.
     *
     * @param aMonth how often in 30 days of a tenant of 200 identities
     * @param seconds how long Azure takes for it
     * @param on what follows the provider's slash, with names of kinds of resources in braces
     */
    record Routine(Department department, double aMonth, int seconds, String operation, String on) {}

    static List<Routine> all() {
        return ALL;
    }

    private static List<Routine> read() {
        try (InputStream in = Routines.class.getResourceAsStream("routines.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" +", 5))
                    .map(cells -> new Routine(
                            Department.of(cells[0]),
                            Double.parseDouble(cells[1]),
                            Integer.parseInt(cells[2]),
                            cells[3],
                            cells[4]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("routines.txt is missing from the build", e);
        }
    }
}
