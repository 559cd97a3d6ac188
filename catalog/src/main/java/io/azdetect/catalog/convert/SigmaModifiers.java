package io.azdetect.catalog.convert;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands behind a field's name in a Sigma rule, such as {@code contains|all}.
 *
 * @see <a href="https://sigmahq.io/docs/basics/modifiers.html">the modifiers</a>
 */
final class SigmaModifiers {
    private static final Set<String> KNOWN = Set.of(
            "contains",
            "startswith",
            "endswith",
            "all",
            "re",
            "i",
            "m",
            "s",
            "cidr",
            "base64",
            "base64offset",
            "wide",
            "utf16le",
            "utf16be",
            "utf16",
            "cased",
            "exists",
            "lt",
            "lte",
            "gt",
            "gte",
            "neq",
            "windash",
            "fieldref");
    private static final Map<String, String> COMPARISONS = Map.of("lt", "<", "lte", "<=", "gt", ">", "gte", ">=");

    /** https://en.wikipedia.org/wiki/Dash: those that Windows takes for one. */
    private static final List<String> DASHES = List.of("-", "/", "\u2013", "\u2014", "\u2015");

    private final Set<String> names;

    SigmaModifiers(List<String> names, int line) throws Refusal {
        for (String name : names) {
            if (!KNOWN.contains(name)) {
                throw new Refusal(line, "the modifier '" + name + "' has no counterpart in KQL here");
            }
        }
        this.names = Set.copyOf(names);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** The operator of a comparison with a number. */
    Optional<String> comparison() {
        return COMPARISONS.entrySet().stream()
                .filter(e -> names.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The regular expression's own flags. */
    String flags() {
        String flags = Stream.of("i", "m", "s").filter(names::contains).reduce("", String::concat);
        return flags.isEmpty() ? "" : "(?" + flags + ")";
    }

    /** The texts of which one is looked for in place of this one. */
    List<SigmaValue> values(String text) {
        List<SigmaValue> values = new ArrayList<>();
        for (String variant : encoded(text)) {
            boolean plain = variant.equals(text);
            SigmaValue value = plain ? SigmaValue.of(variant) : new SigmaValue(List.of("=" + variant));
            if (has("contains") || has("endswith") || has("base64offset")) {
                value = value.anyBefore();
            }
            if (has("contains") || has("startswith") || has("base64offset")) {
                value = value.anyBehind();
            }
            values.add(value);
        }
        return values;
    }

    private List<String> encoded(String text) {
        if (has("windash")) {
            return dashed(text);
        }
        byte[] bytes = text.getBytes(charset());
        if (has("base64offset")) {
            return Arrays.asList(shifted(bytes, 0), shifted(bytes, 1), shifted(bytes, 2));
        }
        return has("base64") ? List.of(Base64.getEncoder().encodeToString(bytes)) : List.of(text);
    }

    private Charset charset() {
        if (has("utf16be")) {
            return StandardCharsets.UTF_16BE;
        }
        if (has("utf16")) {
            // With a byte order mark, as Java writes it.
            return StandardCharsets.UTF_16;
        }
        return has("wide") || has("utf16le") ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    /** What is the same wherever the bytes begin in a longer text: the letters that neighbours share are left out. */
    private static String shifted(byte[] bytes, int offset) {
        byte[] moved = new byte[bytes.length + offset];
        System.arraycopy(bytes, 0, moved, offset, bytes.length);
        String encoded = Base64.getEncoder().encodeToString(moved);
        int begin = offset == 0 ? 0 : offset + 1;
        int cut = switch (moved.length % 3) {
            case 1 -> 3;
            case 2 -> 2;
            default -> 0;
        };
        return encoded.substring(Math.min(begin, encoded.length() - cut), encoded.length() - cut);
    }

    private static List<String> dashed(String text) {
        List<String> variants = new ArrayList<>(List.of(text));
        for (String dash : DASHES) {
            variants.add(text.replaceAll("(?<=^|\\s)[-/]", dash));
        }
        return variants.stream().distinct().toList();
    }
}
