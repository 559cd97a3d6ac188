package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Terms: longest runs of ASCII letters and digits. */
final class TermFunctions {
    static final List<JavaFunction> ALL = List.of(
            declare("kql_has(string, string, bool, bool): bool", a -> has(a.text(0), a.text(1), a.bool(2), a.bool(3))),
            declare(
                    "kql_has_any(string, dynamic): bool",
                    a -> Json.leaves(a.text(1)).stream().anyMatch(item -> hasItem(a.text(0), item))),
            declare(
                    "kql_has_all(string, dynamic): bool",
                    a -> Json.leaves(a.text(1)).stream().allMatch(item -> hasItem(a.text(0), item))),
            declare("kql_has_any_index(string, dynamic): long", a -> anyIndex(a.text(0), a.text(1))),
            declare(
                    "kql_has_ipv4(string...): bool",
                    a -> AddressText.hasAddress(a.text(0), a.texts().subList(1, a.size()))),
            declare(
                    "kql_has_ipv4_of(string, dynamic): bool",
                    a -> AddressText.hasAddress(a.text(0), AddressText.items(a.text(1)))),
            declare(
                    "kql_has_ipv4_prefix(string...): bool",
                    a -> AddressText.hasPrefix(a.text(0), a.texts().subList(1, a.size()))),
            declare(
                    "kql_has_ipv4_prefix_of(string, dynamic): bool",
                    a -> AddressText.hasPrefix(a.text(0), AddressText.items(a.text(1)))));

    private TermFunctions() {}

    /**
     * Whether the text stands in the source with no letter or digit beside it, at the ends that count. An end of the text
     * that is neither letter nor digit itself is free.
     */
    static boolean has(String source, String text, boolean before, boolean after) {
        if (text.isEmpty()) {
            return true;
        }
        boolean checkBefore = before && isTermCharacter(text.charAt(0));
        boolean checkAfter = after && isTermCharacter(text.charAt(text.length() - 1));
        for (int i = source.indexOf(text); i >= 0; i = source.indexOf(text, i + 1)) {
            int end = i + text.length();
            boolean startsTerm = !checkBefore || i == 0 || !isTermCharacter(source.charAt(i - 1));
            boolean endsTerm = !checkAfter || end == source.length() || !isTermCharacter(source.charAt(end));
            if (startsTerm && endsTerm) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasItem(String lowerCaseSource, JsonNode item) {
        return has(lowerCaseSource, Json.text(item).toLowerCase(Locale.ROOT), true, true);
    }

    private static Long anyIndex(String source, String items) {
        List<JsonNode> elements = Json.elements(items).orElse(List.of());
        for (int i = 0; i < elements.size(); i++) {
            if (hasItem(source, elements.get(i))) {
                return (long) i;
            }
        }
        return -1L;
    }

    static boolean isTermCharacter(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
