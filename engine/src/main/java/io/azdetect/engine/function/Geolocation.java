package io.azdetect.engine.function;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.maxmind.db.CHMCache;
import com.maxmind.db.DeserializationException;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where addresses are, by a database in MaxMind's format with a city's fields, such as GeoLite2-City, which Kusto uses. The
 * whole file is kept in memory.
 *
 * @see <a href="https://maxmind.github.io/MaxMind-DB/">the format</a>
 */
public final class Geolocation implements AutoCloseable {
    /** The name in SQL of {@link #function()}. */
    public static final String FUNCTION = "kql_geo_info";

    private static final int IPV6_BYTES = 16;
    private static final int IPV4_BYTES = 4;

    private final Path file;
    private final Reader reader;

    private Geolocation(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Opens a database.
     *
     * @throws IOException if the file cannot be read, or is no database of places; the message says which and what to do
     */
    public static Geolocation open(Path file) throws IOException {
        requireNonNull(file, "file");
        try (var bytes = Files.newInputStream(file)) {
            Geolocation opened = new Geolocation(file, new Reader(bytes, new CHMCache()));
            String type = opened.reader.getMetadata().getDatabaseType();
            if (!type.contains("City")) {
                throw new IOException(file + " is a MaxMind database of the type " + type
                        + "; one of cities is needed, such as GeoLite2-City.mmdb");
            }
            return opened;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (InvalidDatabaseException | DeserializationException e) {
            throw new IOException(file + " is no database in MaxMind's format (.mmdb): " + e.getMessage(), e);
        }
    }

    /** A function that looks addresses up in this database. */
    public JavaFunction function() {
        return JavaFunction.declare(FUNCTION + "(string): dynamic", a -> info(a.text(0)));
    }

    /** The fields that the database has of an address, as a bag; null for what is no address or not in it. */
    String info(String text) {
        InetAddress address = address(text);
        if (address == null) {
            return null;
        }
        try {
            Place place = reader.get(address, Place.class);
            return place == null ? null : place.bag();
        } catch (IOException | DeserializationException e) {
            throw new IllegalArgumentException(
                    "the geolocation database " + file + " cannot be read at " + text + ": " + e.getMessage(), e);
        }
    }

    /** Null for what is no address, or one of IPv6 where the database has only those of IPv4. */
    private InetAddress address(String text) {
        Ipv6Functions.Address parsed = text.indexOf('/') < 0 ? Ipv6Functions.parse(text) : null;
        if (parsed == null) {
            return null;
        }
        byte[] bytes = new byte[IPV6_BYTES];
        BigInteger bits = parsed.bits();
        for (int i = 0; i < IPV6_BYTES; i++) {
            bytes[i] = bits.shiftRight(8 * (IPV6_BYTES - 1 - i)).byteValue();
        }
        try {
            // An IPv4 address in IPv6's clothes becomes one of IPv4 here.
            InetAddress address = InetAddress.getByAddress(bytes);
            boolean known = reader.getMetadata().getIpVersion() == 6 || address.getAddress().length == IPV4_BYTES;
            return known ? address : null;
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("an address has 16 bytes", e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** What is read of a record; anything else in it is passed over. The reader makes it, so it must be public. */
    public static final class Place {
        private final String country;
        private final String state;
        private final String city;
        private final Double latitude;
        private final Double longitude;

        @MaxMindDbConstructor
        public Place(
                @MaxMindDbParameter(name = "country") Named country,
                @MaxMindDbParameter(name = "subdivisions") List<Named> subdivisions,
                @MaxMindDbParameter(name = "city") Named city,
                @MaxMindDbParameter(name = "location") Location location) {
            this.country = Named.english(country);
            this.state = subdivisions == null || subdivisions.isEmpty() ? null : Named.english(subdivisions.get(0));
            this.city = Named.english(city);
            this.latitude = location == null ? null : location.latitude;
            this.longitude = location == null ? null : location.longitude;
        }

        String bag() {
            ObjectNode bag = Json.NODES.objectNode();
            putIfKnown(bag, "country", country);
            putIfKnown(bag, "state", state);
            putIfKnown(bag, "city", city);
            if (latitude != null && longitude != null) {
                bag.put("latitude", latitude).put("longitude", longitude);
            }
            return bag.toString();
        }

        private static void putIfKnown(ObjectNode bag, String field, String name) {
            if (name != null) {
                bag.put(field, name);
            }
        }
    }

    /** A place with its name in several languages. */
    public static final class Named {
        private final Map<String, String> names;

        @MaxMindDbConstructor
        public Named(@MaxMindDbParameter(name = "names") Map<String, String> names) {
            this.names = names;
        }

        static String english(Named place) {
            return place == null || place.names == null ? null : place.names.get("en");
        }
    }

    /** A point on the earth, in degrees. */
    public static final class Location {
        private final Double latitude;
        private final Double longitude;

        @MaxMindDbConstructor
        public Location(
                @MaxMindDbParameter(name = "latitude") Double latitude,
                @MaxMindDbParameter(name = "longitude") Double longitude) {
            this.latitude = latitude;
            this.longitude = longitude;
        }
    }
}
