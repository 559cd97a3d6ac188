package io.azdetect.catalog.convert;

import io.azdetect.catalog.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A group of fields in a rule from elsewhere: gives them by name in any case, and knows which of them nobody asked for. */
final class Part {
    private final YamlNode.Mapping mapping;
    private final UnaryOperator<YamlNode> resolve;
    private final Set<String> asked = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /** @param resolve makes a value of an expression, and leaves other values alone */
    Part(YamlNode.Mapping mapping, UnaryOperator<YamlNode> resolve) {
        this.mapping = mapping;
        this.resolve = resolve;
    }

    static Part of(YamlNode.Mapping mapping) {
        return new Part(mapping, UnaryOperator.identity());
    }

    int line() {
        return mapping.line();
    }

    /** Where the field stands, or the group when it is not there. */
    int line(String name) {
        return spelling(name).map(n -> mapping.lines().get(n)).orElse(mapping.line());
    }

    private Optional<String> spelling(String name) {
        return mapping.fields().keySet().stream()
                .filter(n -> n.equalsIgnoreCase(name))
                .findFirst();
    }

    /** The value as it is written, and not as its expression gives it. */
    Optional<YamlNode> unresolved(String name) {
        asked.add(name);
        return spelling(name).map(n -> mapping.fields().get(n)).filter(n -> !isNothing(n));
    }

    Optional<YamlNode> node(String name) {
        return unresolved(name).map(resolve).filter(n -> !isNothing(n));
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.value() == null;
    }

    /** A single value as text. */
    Optional<String> text(String name) {
        return node(name)
                .filter(YamlNode.Scalar.class::isInstance)
                .map(n -> ((YamlNode.Scalar) n).text().strip())
                .filter(t -> !t.isEmpty());
    }

    Optional<Part> part(String name) {
        return node(name).filter(YamlNode.Mapping.class::isInstance).map(n -> new Part((YamlNode.Mapping) n, resolve));
    }

    /** The groups of a list. */
    List<Part> parts(String name) {
        List<Part> parts = new ArrayList<>();
        for (YamlNode item : items(name)) {
            if (resolve.apply(item) instanceof YamlNode.Mapping m) {
                parts.add(new Part(m, resolve));
            }
        }
        return parts;
    }

    /** The texts of a list, or a single one. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items(name)) {
            if (resolve.apply(item) instanceof YamlNode.Scalar s && s.value() != null) {
                texts.add(s.text().strip());
            }
        }
        return texts;
    }

    private List<YamlNode> items(String name) {
        return node(name)
                .map(n -> n instanceof YamlNode.Sequence s ? s.items() : List.of(n))
                .orElse(List.of());
    }

    /** As Java's own maps, lists, texts, numbers and booleans. */
    Optional<Object> plain(String name) {
        return node(name).map(this::plain);
    }

    private Object plain(YamlNode node) {
        YamlNode resolved = resolve.apply(node);
        if (resolved instanceof YamlNode.Mapping m) {
            Map<String, Object> plain = new LinkedHashMap<>();
            m.fields().forEach((name, value) -> plain.put(name, plain(value)));
            return plain;
        }
        if (resolved instanceof YamlNode.Sequence s) {
            return s.items().stream().map(this::plain).toList();
        }
        return resolved.plain();
    }

    /** The names that are there and that nobody asked for. */
    List<String> unread() {
        return mapping.fields().keySet().stream()
                .filter(n -> !asked.contains(n))
                .toList();
    }

    /** Fields that mean nothing here and are not worth a word. */
    void ignore(String... names) {
        asked.addAll(List.of(names));
    }

    @Override
    public String toString() {
        return String.join(", ", mapping.fields().keySet()).toLowerCase(Locale.ROOT);
    }
}
