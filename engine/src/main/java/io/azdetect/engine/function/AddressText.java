package io.azdetect.engine.function;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 addresses inside of texts, where no letter or digit stands beside them. */
final class AddressText {
    /** Looks ahead, so that an address may begin inside what looked like another. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![0-9A-Za-z])(?=((?:\\d{1,3}\\.){3}\\d{1,3})(?![0-9A-Za-z]))");

    private static final Pattern PREFIX = Pattern.compile("(?:\\d{1,3}\\.){1,3}");

    private AddressText() {}

    static List<String> items(String array) {
        return Json.elements(array).orElse(List.of()).stream().map(Json::text).toList();
    }

    /** Whether one of the addresses stands in the text; what is no address never does. */
    static boolean hasAddress(String text, Collection<String> addresses) {
        List<String> sought = addresses.stream().filter(AddressText::isAddress).toList();
        return !sought.isEmpty() && has(text, sought, List.of());
    }

    /** The same for beginnings of addresses, which end with a full stop, and for whole addresses. */
    static boolean hasPrefix(String text, Collection<String> prefixes) {
        List<String> whole = prefixes.stream().filter(AddressText::isAddress).toList();
        List<String> beginnings =
                prefixes.stream().filter(AddressText::isBeginning).toList();
        return !(whole.isEmpty() && beginnings.isEmpty()) && has(text, whole, beginnings);
    }

    private static boolean has(String text, List<String> whole, List<String> beginnings) {
        Matcher matcher = ADDRESS.matcher(text);
        while (matcher.find()) {
            String address = matcher.group(1);
            if (isAddress(address)
                    && (whole.contains(address) || beginnings.stream().anyMatch(address::startsWith))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAddress(String text) {
        return text.indexOf('/') < 0
                && AddressFunctions.parse(text) != null
                && text.strip().equals(text);
    }

    private static boolean isBeginning(String text) {
        return PREFIX.matcher(text).matches()
                && isAddress(text
                        + "0.0.0.0"
                                .substring(2
                                        * (int) text.chars()
                                                .filter(c -> c == '.')
                                                .count()));
    }
}
