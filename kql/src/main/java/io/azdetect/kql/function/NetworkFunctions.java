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
                    "true"),
            declare(
                    "format_ipv4_mask(ip: scalar, [prefix: long]): string",
                    "The address's network with its prefix length.",
                    "format_ipv4_mask('192.168.1.255', 24)",
                    "192.168.1.0/24"),
            declare(
                    "ipv4_range_to_cidr_list(start: string, end: string): dynamic",
                    "The fewest networks that together are all addresses from one to the other.",
                    "ipv4_range_to_cidr_list('1.1.128.0', '1.1.140.255')",
                    "[\"1.1.128.0/21\",\"1.1.136.0/22\",\"1.1.140.0/24\"]"),
            declare(
                    """
                            has_any_ipv4(source: string|dynamic, ips: array): bool
                            has_any_ipv4(source: string|dynamic, ip: string...): bool
                            """,
                    "Whether the text holds one of the addresses as a whole.",
                    "has_any_ipv4('from 127.0.0.1 80', '10.0.0.1', '127.0.0.1')",
                    "true"),
            declare(
                    "has_ipv4_prefix(source: string|dynamic, prefix: string): bool",
                    "Whether the text holds an address that begins so; the beginning ends with a full stop, or is an address.",
                    "has_ipv4_prefix('from 127.0.0.1 80', '127.0.')",
                    "true"),
            declare(
                    """
                            has_any_ipv4_prefix(source: string|dynamic, prefixes: array): bool
                            has_any_ipv4_prefix(source: string|dynamic, prefix: string...): bool
                            """,
                    "has_ipv4_prefix with one of several beginnings.",
                    "has_any_ipv4_prefix('from 127.0.0.1 80', '10.', '127.0.')",
                    "true"),
            declare(
                    "parse_ipv6(ip: string): string",
                    "The network of an IPv6 or IPv4 address in full: eight groups of four digits; empty for no address.",
                    "parse_ipv6('192.168.255.255/24')",
                    "0000:0000:0000:0000:0000:ffff:c0a8:ff00"),
            declare(
                    "parse_ipv6_mask(ip: string, prefix: long): string",
                    "parse_ipv6 of a network whose prefix has so many of 128 bits.",
                    "parse_ipv6_mask('192.168.255.255', 120)",
                    "0000:0000:0000:0000:0000:ffff:c0a8:ff00"),
            declare(
                    "ipv6_compare(left: string, right: string, [prefix: long]): long",
                    "-1, 0 or 1 as the left network is less than, equal to or greater than the right one.",
                    "ipv6_compare('fe80::85d:e82c:9446:7994/120', 'fe80::85d:e82c:9446:7998')",
                    "0"),
            declare(
                    "ipv6_is_match(left: string, right: string, [prefix: long]): bool",
                    "Whether two addresses have the same network.",
                    "ipv6_is_match('192.168.1.1', '::ffff:c0a8:0101')",
                    "true"),
            declare(
                    "ipv6_is_in_range(ip: string, range: string): bool",
                    "Whether the address is in the network.",
                    "ipv6_is_in_range('fe80::1', 'fe80::/10')",
                    "true"),
            declare(
                    """
                            ipv6_is_in_any_range(ip: string|dynamic, ranges: array): bool
                            ipv6_is_in_any_range(ip: string|dynamic, range: string...): bool
                            """,
                    "Whether the address is in one of the networks.",
                    "ipv6_is_in_any_range('fe80::1', '::1/128', 'fe80::/10')",
                    "true"),
            declare(
                    "geo_info_from_ip_address(ip: string): dynamic",
                    "Where an address is, by the database that --geoip names: a bag of country, state, city, latitude and"
                            + " longitude, each where it is known; null for an address that is not in the database.",
                    "geo_info_from_ip_address('20.53.203.50').country",
                    "Australia"));

    private NetworkFunctions() {}
}
