package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.List;

/** IPv4 and IPv6 addresses. */
final class NetworkFunctions {
    static final List<ScalarFunction> ALL = List.of(
            declare(
                    "parse_ipv4(ip: string): long",
                    "The address as a number.",
                    "parse_ipv4('127.0.0.1')",
                    "2130706433"),
            declare(
                    "parse_ipv4_mask(ip: string, prefix: long): long",
                    "The address's network as a number.",
                    "parse_ipv4_mask('127.0.0.1', 24)",
                    "2130706432"),
            declare(
                    "ipv4_is_private(ip: string): bool",
                    "Whether the address (or the whole network) is private.",
                    "ipv4_is_private('192.168.1.1')",
                    "true"),
            declare(
                    "ipv4_is_in_range(ip: string, range: string): bool",
                    "Whether the address is in the network.",
                    "ipv4_is_in_range('192.168.1.6', '192.168.1.0/24')",
                    "true"),
            declare(
                    """
                            ipv4_is_in_any_range(ip: string|dynamic, ranges: array): bool
                            ipv4_is_in_any_range(ip: string|dynamic, range: string...): bool
                            """,
                    "Whether the address is in one of the networks.",
                    "ipv4_is_in_any_range('192.168.1.6', '10.0.0.0/8', '192.168.0.0/16')",
                    "true"),
            declare(
                    "ipv4_is_match(left: string, right: string, [prefix: long]): bool",
                    "Whether two addresses have the same network.",
                    "ipv4_is_match('192.168.1.1', '192.168.1.255', 24)",
                    "true"),
            declare(
                    "ipv4_compare(left: string, right: string, [prefix: long]): long",
                    "-1, 0 or 1 as the left network is less than, equal to or greater than the right one.",
                    "ipv4_compare('192.168.1.1', '192.168.1.255')",
                    "-1"),
            declare(
                    "ipv4_netmask_suffix(ip: string): long",
                    "The network's prefix length.",
                    "ipv4_netmask_suffix('10.1.2.3/16')",
                    "16"),
            declare(
                    "format_ipv4(ip: scalar, [prefix: long]): string",
                    "The address, or its network, as text.",
                    "format_ipv4('192.168.1.255', 24)",
                    "192.168.1.0"),
            declare(
                    "has_ipv4(source: string|dynamic, ip: string): bool",
                    "Whether the text holds the address as a whole.",
                    "has_ipv4('from 127.0.0.1 80', '127.0.0.1')",
                    "true"));

    private NetworkFunctions() {}
}
