package io.azdetect.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small databases in MaxMind's format, for tests: a tree of bits over networks, then their records.
 *
 * @see <a href="https://maxmind.github.io/MaxMind-DB/">the format</a>
 */
final class MaxMindFile {
    private static final int RECORD_BITS = 32;
    private static final byte[] METADATA = {
        (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };

    private final String type;
    private final int ipVersion;
    private final List<long[]> nodes = new ArrayList<>(List.of(new long[] {-1, -1}));
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();

    MaxMindFile(String type, int ipVersion) {
        this.type = type;
        this.ipVersion = ipVersion;
    }

    /** Three networks: one with all that is known of a city, one with its country only, and one of IPv6. */
    static Path sample(Path file) throws IOException {
        return new MaxMindFile("GeoLite2-City", 6)
                .put(
                        ipv4(20, 53, 203, 0),
                        96 + 24,
                        Map.of(
                                "country", named("Australia"),
                                "subdivisions", List.of(named("New South Wales"), named("Cumberland")),
                                "city", named("Sydney"),
                                "location",
                                        Map.of(
                                                "latitude",
                                                -33.8715,
                                                "longitude",
                                                151.2006,
                                                "time_zone",
                                                "Australia/Sydney")))
                .put(ipv4(198, 51, 100, 0), 96 + 24, Map.of("country", named("Norway"), "is_anycast", true))
                .put(
                        ipv6(0x2a03, 0x2880),
                        32,
                        Map.of("city", named("Boca Raton"), "location", Map.of("latitude", 26.3594)))
                .write(file);
    }

    private static Map<String, Object> named(String english) {
        return Map.of("names", Map.of("de", "Anderswo", "en", english));
    }

    /** IPv4 lies in the first 32 bits behind 96 zeros. */
    static byte[] ipv4(int a, int b, int c, int d) {
        byte[] address = new byte[16];
        address[12] = (byte) a;
        address[13] = (byte) b;
        address[14] = (byte) c;
        address[15] = (byte) d;
        return address;
    }

    static byte[] ipv6(int first, int second) {
        return ByteBuffer.allocate(16)
                .putShort((short) first)
                .putShort((short) second)
                .array();
    }

    MaxMindFile put(byte[] network, int prefix, Map<String, Object> fields) {
        int node = 0;
        for (int bit = 0; bit < prefix; bit++) {
            int side = network[bit / 8] >> (7 - bit % 8) & 1;
            if (bit == prefix - 1) {
                // Below -1: the place of a record, which becomes a number behind the nodes' once these are counted.
                nodes.get(node)[side] = -2L - records.size();
            } else {
                if (nodes.get(node)[side] < 0) {
                    nodes.get(node)[side] = nodes.size();
                    nodes.add(new long[] {-1, -1});
                }
                node = (int) nodes.get(node)[side];
            }
        }
        value(fields, records);
        return this;
    }

    Path write(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long[] node : nodes) {
            for (long record : node) {
                long target = record == -1 ? nodes.size() : record < -1 ? nodes.size() + 16 + (-2 - record) : record;
                out.writeBytes(ByteBuffer.allocate(4).putInt((int) target).array());
            }
        }
        out.writeBytes(new byte[16]);
        records.writeTo(out);
        out.writeBytes(METADATA);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", BigInteger.valueOf(1_700_000_000));
        metadata.put("database_type", type);
        metadata.put("description", Map.of("en", "places of a test"));
        metadata.put("ip_version", ipVersion);
        metadata.put("languages", List.of("en"));
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", RECORD_BITS);
        value(metadata, out);
        return Files.write(file, out.toByteArray());
    }

    private static void value(Object value, ByteArrayOutputStream out) {
        if (value instanceof Map<?, ?> map) {
            control(7, map.size(), out);
            map.forEach((key, element) -> {
                value(key, out);
                value(element, out);
            });
        } else if (value instanceof List<?> list) {
            control(11, list.size(), out);
            list.forEach(element -> value(element, out));
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            control(2, bytes.length, out);
            out.writeBytes(bytes);
        } else if (value instanceof Double number) {
            control(3, 8, out);
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof Integer number) {
            control(5, 2, out);
            out.writeBytes(ByteBuffer.allocate(2).putShort(number.shortValue()).array());
        } else if (value instanceof Long number) {
            control(6, 4, out);
            out.writeBytes(ByteBuffer.allocate(4).putInt(number.intValue()).array());
        } else if (value instanceof BigInteger number) {
            control(9, 8, out);
            out.writeBytes(
                    ByteBuffer.allocate(8).putLong(number.longValueExact()).array());
        } else if (value instanceof Boolean flag) {
            control(14, flag ? 1 : 0, out);
        } else {
            throw new IllegalArgumentException("no form for " + value);
        }
    }

    /** A type and a size below 29; types from 8 on have a byte of their own. */
    private static void control(int type, int size, ByteArrayOutputStream out) {
        if (size >= 29) {
            throw new IllegalArgumentException("this small writer takes no " + size + " bytes or fields");
        }
        if (type < 8) {
            out.write(type << 5 | size);
        } else {
            out.write(size);
            out.write(type - 7);
        }
    }
}
