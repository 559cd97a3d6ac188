package io.azdetect.cli;

import io.azdetect.telemetry.Workspace;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The database of places that {@code geo_info_from_ip_address} looks addresses up in. */
final class GeolocationOption {
    @Option(
            names = "--geoip",
            paramLabel = "FILE",
            description = "Let geo_info_from_ip_address look addresses up in this MaxMind database, such as"
                    + " GeoLite2-City.mmdb.")
    private Path file;

    /** Lets queries over a workspace look addresses up, if the user names a database. */
    Workspace allow(Workspace opened) {
        if (file != null) {
            try {
                opened.database().locateAddresses(file);
            } catch (RuntimeException e) {
                opened.close();
                throw e;
            }
        }
        return opened;
    }
}
