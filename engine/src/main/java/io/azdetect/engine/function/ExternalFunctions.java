package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The records of a file that a query names: an array of arrays of cells, as {@code externaldata} reads it. */
final class ExternalFunctions {
    /** As much as Azure Monitor's externaldata is made for. */
    private static final int MOST_BYTES = 100 * 1024 * 1024;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Pattern STEP_ENDS = Pattern.compile("[.\\[\\]]+");

    static final List<JavaFunction> ALL = List.of(declare(
            "kql_external(string, string, bool, string, string): dynamic",
            a -> records(Path.of(a.text(0)), a.text(1), a.bool(2), Json.read(a.text(3)), a.text(4))));

    private ExternalFunctions() {}

    private static String records(Path file, String format, boolean skip, JsonNode names, String mapping) {
        String text = text(file);
        ArrayNode records = Json.NODES.arrayNode();
        switch (format) {
            case "raw" -> records.addArray().add(text);
            case "txt" -> text.lines().forEach(line -> records.addArray().add(line));
            case "json", "multijson" -> objects(text, names, mapping, records);
            default -> separated(text, separator(format), names, mapping, records);
        }
        if (skip && !records.isEmpty()) {
            records.remove(0);
        }
        return records.toString();
    }

    private static char separator(String format) {
        return switch (format) {
            case "csv" -> ',';
            case "tsv" -> '\t';
            case "psv" -> '|';
            case "scsv" -> ';';
            default -> throw new IllegalArgumentException("no reader of the format " + format);
        };
    }

    private static String text(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
                try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    bytes = unpacked.readNBytes(MOST_BYTES + 1);
                }
            }
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "the file " + file + " is larger than 100 MB; ingest it as a table instead");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the file " + file + ": " + e.getMessage(), e);
        }
    }

    /** Records of cells between separators; empty lines are none. */
    private static void separated(String text, char separator, JsonNode names, String mapping, ArrayNode records) {
        Map<String, JsonNode> places = mapped(mapping);
        DelimitedText all = new DelimitedText(text, separator);
        while (all.hasNext()) {
            List<String> cells = all.next();
            if (cells.isEmpty()) {
                continue;
            }
            ArrayNode record = records.addArray();
            for (int i = 0; i < names.size(); i++) {
                int place = i;
                if (!mapping.isEmpty()) {
                    JsonNode ordinal = places.getOrDefault(names.get(i).textValue(), NullNode.getInstance());
                    place = ordinal.path("ordinal").asInt(-1);
                }
                record.add(place >= 0 && place < cells.size() ? cells.get(place) : null);
            }
        }
    }

    private static void objects(String text, JsonNode names, String mapping, ArrayNode records) {
        Map<String, JsonNode> paths = mapped(mapping);
        try (JsonParser parser = MAPPER.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
                    continue; // Objects stand one after another, or in an array.
                }
                JsonNode object = MAPPER.readTree(parser);
                ArrayNode record = records.addArray();
                for (JsonNode name : names) {
                    String path = mapping.isEmpty()
                            ? null
                            : paths.getOrDefault(name.textValue(), NullNode.getInstance())
                                    .path("path")
                                    .asText("");
                    JsonNode cell = path == null ? object.get(name.textValue()) : at(object, path);
                    record.add(cell == null ? NullNode.getInstance() : cell);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the file is not JSON: " + e.getMessage(), e);
        }
    }

    private static JsonNode at(JsonNode object, String path) {
        if (!path.startsWith("$")) {
            return object.get(path);
        }
        JsonNode node = object;
        for (String step : STEP_ENDS.split(path.substring(1), -1)) {
            String name = step.replaceAll("^['\"]|['\"]$", "");
            if (!name.isEmpty() && node != null) {
                node = node.isArray() ? node.get(Integer.parseInt(name)) : node.get(name);
            }
        }
        return node;
    }

    /** The properties of each column in an ingestion mapping, in lower case: of either of the forms that Kusto reads. */
    private static Map<String, JsonNode> mapped(String mapping) {
        Map<String, JsonNode> byColumn = new HashMap<>();
        if (mapping.isEmpty()) {
            return byColumn;
        }
        for (JsonNode entry : Json.elements(mapping)
                .orElseThrow(() -> new IllegalArgumentException("an ingestion mapping is a JSON array: " + mapping))) {
            Map<String, JsonNode> flat = new HashMap<>();
            List<JsonNode> parts = new ArrayList<>(List.of(entry));
            entry.properties().forEach(f -> {
                if (f.getKey().equalsIgnoreCase("properties")) {
                    parts.add(f.getValue());
                }
            });
            parts.forEach(part -> part.properties().forEach(f -> flat.put(lower(f.getKey()), f.getValue())));
            JsonNode name = flat.getOrDefault("column", flat.getOrDefault("name", NullNode.getInstance()));
            ObjectNode properties = Json.NODES.objectNode();
            flat.forEach(properties::set);
            byColumn.put(name.asText(), properties);
        }
        return byColumn;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
