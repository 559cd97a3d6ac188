package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** IPv6 addresses and IPv4 ones read as such, with or without a network's prefix length. */
final class Ipv6Functions {
    private static final BigInteger ALL_BITS = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    private static final BigInteger IPV4 = BigInteger.valueOf(0xffffL).shiftLeft(32);

    static final List<JavaFunction> ALL = List.of(
            declare("kql_parse_ipv6(string, long): string", a -> canonical(a.text(0), a.whole(1))),
            declare("kql_ipv6_compare(string, string, long): long", a -> compare(a.text(0), a.text(1), a.whole(2))),
            declare("kql_ipv6_is_in_range(string, string): bool", a -> isInRange(a.text(0), a.text(1))),
            declare(
                    "kql_ipv6_is_in_any(string, dynamic): bool",
                    a -> isInAny(
                            a.text(0),
                            Json.elements(a.text(1)).orElse(List.of()).stream()
                                    .map(Json::text)
                                    .toList())),
            declare(
                    "kql_ipv6_is_in_any_of(string...): bool",
                    a -> isInAny(a.text(0), a.texts().subList(1, a.size()))));

    private Ipv6Functions() {}

    /** An address as a number, and how many of its bits are the network's. */
    record Address(BigInteger bits, int prefix) {
        BigInteger network(int length) {
            return bits.and(ALL_BITS.shiftLeft(128 - length).and(ALL_BITS));
        }
    }

    /** Null for what is no address. */
    static Address parse(String text) {
        String stripped = text.strip();
        int slash = stripped.indexOf('/');
        String address = slash < 0 ? stripped : stripped.substring(0, slash);
        Integer suffix = slash < 0 ? null : number(stripped.substring(slash + 1), 3);
        if (slash >= 0 && suffix == null) {
            return null;
        }
        boolean dotted = address.indexOf('.') >= 0;
        BigInteger bits = dotted ? dotted(address) : colons(address);
        // The prefix of an address in IPv4's notation counts that notation's 32 bits.
        int prefix = suffix == null ? 128 : dotted ? suffix + 96 : suffix;
        return bits == null || prefix > 128 ? null : new Address(bits, prefix);
    }

    /** {@code 1.2.3.4}, {@code ::1.2.3.4} or {@code ::ffff:1.2.3.4}: Kusto reads all three as IPv4 addresses. */
    private static BigInteger dotted(String address) {
        int colon = address.lastIndexOf(':');
        String front = address.substring(0, colon + 1);
        AddressFunctions.Address ipv4 = AddressFunctions.parse(address.substring(colon + 1));
        if (ipv4 == null || address.contains("/")) {
            return null;
        }
        BigInteger low = BigInteger.valueOf(ipv4.bits());
        if (front.isEmpty() || front.equals("::")) {
            return IPV4.or(low);
        }
        BigInteger high = colons(front + "0:0");
        return high == null ? null : high.or(low);
    }

    private static BigInteger colons(String address) {
        int gap = address.indexOf("::");
        if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        List<Integer> front = groups(gap < 0 ? address : address.substring(0, gap));
        List<Integer> back = gap < 0 ? List.of() : groups(address.substring(gap + 2));
        if (front == null || back == null || (gap < 0 ? front.size() != 8 : front.size() + back.size() > 7)) {
            return null;
        }
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < 8; i++) {
            int fromEnd = i - 8 + back.size();
            int group = i < front.size() ? front.get(i) : fromEnd >= 0 ? back.get(fromEnd) : 0;
            bits = bits.shiftLeft(16).or(BigInteger.valueOf(group));
        }
        return bits;
    }

    private static List<Integer> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return groups;
        }
        for (String part : text.split(":", -1)) {
            if (part.isEmpty()
                    || part.length() > 4
                    || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
                return null;
            }
            groups.add(Integer.parseInt(part, 16));
        }
        return groups;
    }

    private static Integer number(String text, int digits) {
        boolean valid =
                !text.isEmpty() && text.length() <= digits && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return valid ? Integer.valueOf(text) : null;
    }

    private static boolean isPrefix(long length) {
        return length >= 0 && length <= 128;
    }

    private static String canonical(String text, long prefix) {
        Address address = parse(text);
        if (address == null || !isPrefix(prefix)) {
            return null;
        }
        String hex = address.network((int) Math.min(prefix, address.prefix())).toString(16);
        String padded = "0".repeat(32 - hex.length()) + hex;
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 32; i += 4) {
            groups.add(padded.substring(i, i + 4));
        }
        return String.join(":", groups);
    }

    private static Long compare(String left, String right, long prefix) {
        Address l = parse(left);
        Address r = parse(right);
        if (l == null || r == null || !isPrefix(prefix)) {
            return null;
        }
        int common = Math.min((int) prefix, Math.min(l.prefix(), r.prefix()));
        return (long) l.network(common).compareTo(r.network(common));
    }

    private static Boolean isInRange(String text, String range) {
        Address address = parse(text);
        Address network = parse(range);
        if (address == null || network == null) {
            return null;
        }
        return address.network(network.prefix()).equals(network.network(network.prefix()));
    }

    private static Boolean isInAny(String text, List<String> ranges) {
        Boolean result = ranges.isEmpty() ? Boolean.FALSE : null;
        for (String range : ranges) {
            Boolean inside = isInRange(text, range);
            if (Boolean.TRUE.equals(inside)) {
                return true;
            }
            result = inside == null ? result : inside;
        }
        return result;
    }
}
