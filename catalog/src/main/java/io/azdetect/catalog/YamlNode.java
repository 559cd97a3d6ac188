package io.azdetect.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value of a YAML text that remembers the line on which it stands. */
public sealed interface YamlNode {
    /** How JSON begins. */
    Pattern JSON = Pattern.compile("\\s*\\{\\s*[\"}]");

    /** From 1. */
    int line();

    /** What it is, for a message. */
    String kind();

    /** As Java's own maps, lists, strings, numbers and booleans; null for YAML's null. */
    Object plain();

    /** Text, a number, true, false or null; {@code value} is the Java form, {@code text} as written. */
    record Scalar(Object value, String text, int line) implements YamlNode {
        @Override
        public String kind() {
            return value == null ? "nothing" : "the single value '" + text + "'";
        }

        @Override
        public Object plain() {
            return value;
        }
    }

    /** A list. */
    record Sequence(List<YamlNode> items, int line) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public Object plain() {
            return items.stream().map(YamlNode::plain).collect(Collectors.toCollection(ArrayList::new));
        }
    }

    /** Named fields, in the order of the text. */
    record Mapping(Map<String, YamlNode> fields, Map<String, Integer> lines, int line) implements YamlNode {
        @Override
        public String kind() {
            return "a group of fields";
        }

        @Override
        public Object plain() {
            Map<String, Object> map = new LinkedHashMap<>();
            fields.forEach((name, node) -> map.put(name, node.plain()));
            return map;
        }
    }

    /** Reads one document of YAML or JSON; what is wrong goes to {@code problems}, and then the answer may lack parts. */
    static YamlNode read(String text, Problems problems) {
        // JSON is YAML, save for tabs between its parts.
        boolean json = JSON.matcher(text).lookingAt();
        return read(json ? new JsonFactory() : new YAMLFactory(), text, problems);
    }

    /** Reads JSON as templates of Azure have it: with comments, and texts over several lines. */
    static YamlNode readTemplate(String text, Problems problems) {
        JsonFactory lenient = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .build();
        return read(lenient, text, problems);
    }

    private static YamlNode read(JsonFactory language, String text, Problems problems) {
        try (JsonParser parser = language.createParser(text)) {
            if (parser.nextToken() == null) {
                return new Scalar(null, "", 1);
            }
            return node(parser, problems);
        } catch (StreamReadException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            problems.add(
                    line,
                    "this is not " + (language instanceof YAMLFactory ? "YAML" : "JSON") + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
            return new Mapping(Map.of(), Map.of(), 1);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a string", e);
        }
    }

    private static YamlNode node(JsonParser parser, Problems problems) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, line, problems);
            case START_ARRAY -> {
                List<YamlNode> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(parser, problems));
                }
                yield new Sequence(items, line);
            }
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(parser.getBooleanValue(), parser.getText(), line);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(parser.getNumberValue(), parser.getText(), line);
            case VALUE_NULL -> new Scalar(null, "", line);
            default -> new Scalar(parser.getText(), parser.getText(), line);
        };
    }

    private static Mapping mapping(JsonParser parser, int line, Problems problems) throws IOException {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int nameLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            YamlNode value = node(parser, problems);
            if (fields.putIfAbsent(name, value) != null) {
                problems.add(nameLine, "'" + name + "' stands here a second time; keep one");
            } else {
                lines.put(name, nameLine);
            }
        }
        return new Mapping(fields, lines, line);
    }
}
