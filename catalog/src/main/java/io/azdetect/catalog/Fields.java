package io.azdetect.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The fields of one group in a file of ours, such as a detection: takes them out by name and type, and reports what is wrong
 * with them, each with its line, and those that nobody took.
 */
public final class Fields {
    private final YamlNode.Mapping mapping;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param path the group's own name and a dot, or empty at the top */
    private Fields(YamlNode.Mapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    /** The fields of a node that must be a group; anything else is reported and has no field. */
    public static Fields of(YamlNode node, String path, Problems problems) {
        if (node instanceof YamlNode.Mapping mapping) {
            return new Fields(mapping, path.isEmpty() ? "" : path + ".", problems);
        }
        problems.add(
                node.line(),
                (path.isEmpty() ? "the file" : "'" + path + "'") + " must be a group of fields, and is " + node.kind());
        return new Fields(new YamlNode.Mapping(Map.of(), Map.of(), node.line()), path, problems);
    }

    /** Where the group begins, from 1. */
    public int line() {
        return mapping.line();
    }

    /** Where the field stands, or the group when it is not there. */
    public int line(String name) {
        return mapping.lines().getOrDefault(name, mapping.line());
    }

    /** Whether the field is there and has a value. */
    public boolean has(String name) {
        return node(name).isPresent();
    }

    /** The names present, taken or not. */
    public Collection<String> names() {
        return mapping.fields().keySet();
    }

    /** The field's value; a field without one is as good as absent. */
    public Optional<YamlNode> node(String name) {
        known.add(name);
        problems.knows(path + name);
        return Optional.ofNullable(mapping.fields().get(name))
                .filter(n -> !(n instanceof YamlNode.Scalar scalar && scalar.value() == null));
    }

    /** Text that must be there. */
    public String text(String name) {
        Optional<String> text = optionalText(name);
        if (text.isEmpty() && !has(name)) {
            missing(name);
        }
        return text.orElse("");
    }

    /** Text that may be absent. */
    public Optional<String> optionalText(String name) {
        return node(name).flatMap(n -> scalarText(n, name));
    }

    /** Text that {@code read} turns into something, or reports by giving nothing together with what it expects. */
    public <T> Optional<T> parsed(String name, String expected, Function<String, Optional<T>> read) {
        Optional<String> text = optionalText(name);
        Optional<T> value = text.flatMap(read);
        if (text.isPresent() && value.isEmpty()) {
            problems.add(line(name), "'" + path + name + "' is '" + text.get() + "'; it must be " + expected);
        }
        return value;
    }

    Optional<Boolean> bool(String name) {
        return node(name).flatMap(n -> {
            if (n instanceof YamlNode.Scalar s && s.value() instanceof Boolean b) {
                return Optional.of(b);
            }
            problems.add(n.line(), "'" + path + name + "' must be true or false, and is " + n.kind());
            return Optional.empty();
        });
    }

    /** A list of texts; a single text counts as a list of one, as Sentinel's own files have it now and then. */
    public List<Located> texts(String name) {
        List<Located> texts = new ArrayList<>();
        node(name).ifPresent(n -> {
            List<YamlNode> items = n instanceof YamlNode.Sequence s ? s.items() : List.of(n);
            items.forEach(item ->
                    scalarText(item, name).ifPresent(text -> texts.add(new Located(text.strip(), item.line()))));
        });
        return texts;
    }

    /** A group whose values are texts. */
    Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        group(name)
                .ifPresent(fields ->
                        fields.names().forEach(n -> fields.optionalText(n).ifPresent(text -> texts.put(n, text))));
        return texts;
    }

    /** The group that a field holds. */
    public Optional<Fields> group(String name) {
        return node(name).map(n -> Fields.of(n, path + name, problems));
    }

    /** What {@code read} makes of each item of a list of groups; items for which it gives nothing are left out. */
    public <T> List<T> groups(String name, BiFunction<Fields, String, Optional<T>> read) {
        List<T> all = new ArrayList<>();
        node(name).ifPresent(n -> {
            if (n instanceof YamlNode.Sequence sequence) {
                for (int i = 0; i < sequence.items().size(); i++) {
                    String itemPath = path + name + "[" + i + "]";
                    read.apply(Fields.of(sequence.items().get(i), itemPath, problems), itemPath)
                            .ifPresent(all::add);
                }
            } else {
                problems.add(n.line(), "'" + path + name + "' must be a list, and is " + n.kind());
            }
        });
        return all;
    }

    /** Says that a field is not there and must be. */
    public void missing(String name) {
        problems.add(mapping.line(), "'" + path + name + "' is missing");
    }

    /** Says that a field's value is wrong. */
    public void wrong(String name, String message) {
        problems.add(line(name), "'" + path + name + "' " + message);
    }

    /** Reports every field that is neither taken nor among {@code others}. */
    public void rejectUnknown(Collection<String> others) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(others);
        mapping.fields().keySet().stream()
                .filter(name -> !all.contains(name))
                .forEach(name -> problems.add(
                        line(name), "'" + path + name + "' is no field here" + Suggestion.near(name, all)));
    }

    private Optional<String> scalarText(YamlNode node, String name) {
        if (node instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        problems.add(node.line(), "'" + path + name + "' must be text, and is " + node.kind());
        return Optional.empty();
    }

    /** A text and the line on which it stands. */
    public record Located(String text, int line) {}
}
