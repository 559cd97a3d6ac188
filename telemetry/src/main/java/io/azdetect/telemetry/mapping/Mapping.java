package io.azdetect.telemetry.mapping;

import io.azdetect.telemetry.record.JsonKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which field of a kind of record fills which column, as a mapping file beside this class says it. The files explain their
 * notation themselves.
 *
 * @param resource the path of the resource ID; empty if records have none
 * @param columns the columns that are named
 * @param rest the objects whose members fill all other columns of their names, the first that has one winning
 */
record Mapping(List<JsonKey> resource, List<MappedColumn> columns, List<Source.Field> rest) {
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<member>& *)?(?<name>\\S+) *= *(?<value>.+)");
    private static final Pattern STEP = Pattern.compile("\"([^\"]+)\"|([^.\"]+)");

    private static final Map<String, Mapping> LOADED = new ConcurrentHashMap<>();

    Mapping {
        resource = List.copyOf(resource);
        columns = List.copyOf(columns);
        rest = List.copyOf(rest);
    }

    /** A named column: its sources in order of preference, what is done to the text, and what is added to the object. */
    record MappedColumn(String name, List<Source> sources, Change change, List<Member> added) {
        MappedColumn {
            sources = List.copyOf(sources);
            added = List.copyOf(added);
        }
    }

    /** A member that is added to an object that has none of this name. */
    record Member(JsonKey name, List<Source> sources) {
        Member {
            sources = List.copyOf(sources);
        }
    }

    /** The mapping in the file of this name. */
    static Mapping named(String name) {
        return LOADED.computeIfAbsent(name, n -> parse(n, text(n + ".txt")));
    }

    static String text(String file) {
        try (InputStream in = Mapping.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no mapping file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mapping file " + file, e);
        }
    }

    static Mapping parse(String name, String text) {
        List<JsonKey> resource = List.of();
        List<MappedColumn> columns = new ArrayList<>();
        List<Source.Field> rest = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher m = ASSIGNMENT.matcher(line);
            if (!m.matches()) {
                throw new IllegalArgumentException(name + ": not column = field: " + line);
            }
            if (m.group("member") != null) {
                int last = columns.size() - 1;
                MappedColumn column = columns.get(last);
                List<Member> added = new ArrayList<>(column.added());
                added.add(new Member(new JsonKey(m.group("name")), sources(m.group("value"))));
                columns.set(last, new MappedColumn(column.name(), column.sources(), column.change(), added));
            } else if (m.group("name").equals("resource")) {
                resource = path(m.group("value"));
            } else if (m.group("name").equals("*")) {
                sources(m.group("value")).forEach(s -> rest.add((Source.Field) s));
            } else {
                String[] parts = m.group("value").split(" -> ", -1);
                Change change = parts.length > 1 ? Change.named(parts[1].strip()) : null;
                columns.add(new MappedColumn(m.group("name"), sources(parts[0]), change, List.of()));
            }
        }
        return new Mapping(resource, columns, rest);
    }

    private static List<Source> sources(String text) {
        List<Source> sources = new ArrayList<>();
        for (String source : text.strip().split(" \\| ", -1)) {
            sources.add(source(source.strip()));
        }
        return sources;
    }

    private static Source source(String text) {
        return switch (text.charAt(0)) {
            case '\'' -> new Source.Literal(text.substring(1, text.length() - 1));
            case '$' -> new Source.Filled(text.substring(1));
            case '@' -> text.equals("@category") ? new Source.Category() : Source.ResourcePart.named(text.substring(1));
            default -> new Source.Field(path(text));
        };
    }

    private static List<JsonKey> path(String text) {
        List<JsonKey> path = new ArrayList<>();
        Matcher steps = STEP.matcher(text);
        while (steps.find()) {
            path.add(new JsonKey(steps.group(1) != null ? steps.group(1) : steps.group(2)));
        }
        return path;
    }
}
