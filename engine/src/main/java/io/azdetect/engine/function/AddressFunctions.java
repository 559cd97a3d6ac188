package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 addresses, with or without a network's prefix length. */
final class AddressFunctions {
    private static final Pattern ADDRESS =
            Pattern.compile("\\s*(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?\\s*");
    private static final List<Address> PRIVATE =
            List.of(parse("10.0.0.0/8"), parse("172.16.0.0/12"), parse("192.168.0.0/16"));

    static final List<JavaFunction> ALL = List.of(
            declare("kql_parse_ipv4(string): long", a -> number(a.text(0), 32)),
            declare(
                    "kql_parse_ipv4_mask(string, long): long",
                    a -> isPrefix(a.whole(1)) ? number(a.text(0), (int) a.whole(1)) : null),
            declare("kql_ipv4_is_private(string): bool", a -> isPrivate(a.text(0))),
            declare("kql_ipv4_is_in_range(string, string): bool", a -> isInRange(a.text(0), a.text(1))),
            declare(
                    "kql_ipv4_is_in_any(string, dynamic): bool",
                    a -> isInAny(
                            a.text(0),
                            Json.elements(a.text(1)).orElse(List.of()).stream()
                                    .map(Json::text)
                                    .toList())),
            declare(
                    "kql_ipv4_is_in_any_of(string...): bool",
                    a -> isInAny(a.text(0), a.texts().subList(1, a.size()))),
            declare("kql_ipv4_compare(string, string, long): long", a -> compare(a.text(0), a.text(1), a.whole(2))),
            declare("kql_ipv4_netmask_suffix(string): long", a -> {
                Address address = parse(a.text(0));
                return address == null ? null : (Long) (long) address.prefix();
            }),
            declare("kql_format_ipv4(long, long): string", a -> format(a.whole(0), a.whole(1))),
            declare("kql_format_ipv4_mask(string, long): string", a -> formatMask(a.text(0), a.whole(1))),
            declare("kql_ipv4_range_to_cidr(string, string): dynamic", a -> rangeToCidr(a.text(0), a.text(1))));

    private AddressFunctions() {}

    /** An address as a number, and how many of its bits are the network's. */
    record Address(long bits, int prefix) {
        long network(int length) {
            return length == 0 ? 0 : bits & (0xffff_ffffL << (32 - length)) & 0xffff_ffffL;
        }
    }

    /** Null for what is no address. */
    static Address parse(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long bits = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(matcher.group(i));
            if (part > 255) {
                return null;
            }
            bits = bits << 8 | part;
        }
        int prefix = matcher.group(5) == null ? 32 : Integer.parseInt(matcher.group(5));
        return prefix > 32 ? null : new Address(bits, prefix);
    }

    private static boolean isPrefix(long length) {
        return length >= 0 && length <= 32;
    }

    private static Long number(String text, int prefix) {
        Address address = parse(text);
        return address == null ? null : (Long) address.network(Math.min(prefix, address.prefix()));
    }

    private static Boolean isPrivate(String text) {
        Address address = parse(text);
        return address == null
                ? null
                : (Boolean) PRIVATE.stream()
                        .anyMatch(p -> address.prefix() >= p.prefix() && address.network(p.prefix()) == p.bits());
    }

    private static Boolean isInRange(String text, String range) {
        Address address = parse(text);
        Address network = parse(range);
        if (address == null || network == null) {
            return null;
        }
        return address.network(network.prefix()) == network.network(network.prefix());
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

    private static Long compare(String left, String right, long prefix) {
        Address l = parse(left);
        Address r = parse(right);
        if (l == null || r == null || !isPrefix(prefix)) {
            return null;
        }
        int common = Math.min((int) prefix, Math.min(l.prefix(), r.prefix()));
        return (long) Long.compare(l.network(common), r.network(common));
    }

    private static String format(long bits, long prefix) {
        if (bits < 0 || bits > 0xffff_ffffL || !isPrefix(prefix)) {
            return null;
        }
        long network = new Address(bits, 32).network((int) prefix);
        return (network >> 24) + "." + (network >> 16 & 255) + "." + (network >> 8 & 255) + "." + (network & 255);
    }

    /** In CIDR notation; the address's own prefix counts when it is the shorter one. */
    private static String formatMask(String text, long prefix) {
        Address address = parse(text);
        if (address == null || !isPrefix(prefix)) {
            return null;
        }
        int length = Math.min((int) prefix, address.prefix());
        return format(address.bits(), length) + "/" + length;
    }

    /** The fewest networks that together are the range; null when an end is no address or the range is empty. */
    private static String rangeToCidr(String start, String end) {
        Address from = parse(start);
        Address to = parse(end);
        if (from == null || to == null || from.bits() > to.bits()) {
            return null;
        }
        List<String> networks = new ArrayList<>();
        for (long address = from.bits(); address <= to.bits(); ) {
            int bits = address == 0 ? 32 : Long.numberOfTrailingZeros(address);
            while (address + (1L << bits) - 1 > to.bits()) {
                bits--;
            }
            networks.add(format(address, 32) + "/" + (32 - bits));
            address += 1L << bits;
        }
        return Json.texts(networks);
    }
}
