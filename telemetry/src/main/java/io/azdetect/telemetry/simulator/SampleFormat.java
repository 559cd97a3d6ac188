package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a file holds its records. Lines end with a line feed on every system, so that the files are the same everywhere. */
enum SampleFormat {
    JSON_LINES,
    JSON_ARRAY,
    ENVELOPES,
    PACKED_ENVELOPES,
    PORTAL_CSV,
    ACTIVITY_LOG_LIST,
    GRAPH_SIGN_INS,
    GRAPH_AUDITS,
    QUERY_RESULT;

    /**
     * A file's content, and where each record stands in it.
     *
     * @param places one for each record, in order: "line 3", or "line 3, records[1]"; of a packed file, once unpacked
     */
    record Written(String content, List<String> places) {}

    /** How many records a message to an event hub carries. */
    private static final int ENVELOPE = 8;

    private static final DateTimeFormatter PORTAL_TIME =
            DateTimeFormatter.ofPattern("M/d/yyyy, h:mm:ss.SSS a", Locale.ROOT).withZone(ZoneOffset.UTC);

    Written write(List<ObjectNode> records) {
        return switch (this) {
            case JSON_LINES -> lines("", records, "\n", "");
            case JSON_ARRAY -> lines("[\n", records, ",\n", "]\n");
            case ENVELOPES, PACKED_ENVELOPES -> envelopes(records);
            case PORTAL_CSV -> csv(records);
            case ACTIVITY_LOG_LIST ->
                lines("[\n", mapped(records, ResponderExports::activityLogListItem), ",\n", "]\n");
            case GRAPH_SIGN_INS -> graph("signIns", mapped(records, ResponderExports::graphSignIn));
            case GRAPH_AUDITS -> graph("directoryAudits", mapped(records, ResponderExports::graphDirectoryAudit));
            case QUERY_RESULT -> queryResult(records);
        };
    }

    /** A file's content as the bytes that are written. */
    byte[] encode(String content) {
        byte[] plain = content.getBytes(StandardCharsets.UTF_8);
        return this == PACKED_ENVELOPES ? StoredGzip.pack(plain) : plain;
    }

    private static List<ObjectNode> mapped(List<ObjectNode> records, UnaryOperator<ObjectNode> shape) {
        return records.stream().map(shape).toList();
    }

    private static Written lines(String before, List<ObjectNode> records, String between, String after) {
        int first = 1 + (int) before.chars().filter(c -> c == '\n').count();
        String content = records.stream().map(Json::text).collect(Collectors.joining(between, before, "\n" + after));
        return new Written(content, places(records.size(), first));
    }

    private static Written graph(String collection, List<ObjectNode> records) {
        return lines(
                "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/" + collection
                        + "\",\"value\":[\n",
                records,
                ",\n",
                "]}\n");
    }

    private static List<String> places(int count, int firstLine) {
        return IntStream.range(0, count)
                .mapToObj(i -> "line " + (firstLine + i))
                .toList();
    }

    private static Written envelopes(List<ObjectNode> records) {
        StringBuilder content = new StringBuilder();
        List<String> places = new ArrayList<>();
        for (int start = 0; start < records.size(); start += ENVELOPE) {
            ArrayNode batch = Json.array();
            for (ObjectNode record : records.subList(start, Math.min(records.size(), start + ENVELOPE))) {
                places.add("line " + (start / ENVELOPE + 1) + ", records[" + batch.size() + "]");
                batch.add(record);
            }
            content.append(Json.text(Json.object("records", batch))).append('\n');
        }
        return new Written(content.toString(), places);
    }

    private static Set<String> columns(List<ObjectNode> rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
        return columns;
    }

    /** The portal marks times as UTC in the header and writes them as an American reads them. */
    private static Written csv(List<ObjectNode> rows) {
        Set<String> columns = columns(rows);
        StringBuilder content = new StringBuilder(columns.stream()
                        .map(column -> column.equals("TimeGenerated") ? column + " [UTC]" : column)
                        .collect(Collectors.joining(",")))
                .append('\n');
        for (ObjectNode row : rows) {
            content.append(columns.stream()
                            .map(column -> cell(column, row.path(column)))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return new Written(content.toString(), places(rows.size(), 2));
    }

    private static String cell(String column, JsonNode value) {
        String text =
                column.equals("TimeGenerated") ? PORTAL_TIME.format(Instant.parse(value.textValue())) : value.asText();
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Written queryResult(List<ObjectNode> rows) {
        Set<String> columns = columns(rows);
        List<ObjectNode> header = columns.stream()
                .map(column -> Json.object("name", column, "type", columnType(column, rows)))
                .toList();
        StringBuilder content = new StringBuilder("{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":")
                .append(Json.text(Json.array(header.toArray())))
                .append(",\"rows\":[\n");
        for (int i = 0; i < rows.size(); i++) {
            ObjectNode row = rows.get(i);
            content.append(Json.text(Json.array(columns.stream().map(row::path).toArray())))
                    .append(i + 1 < rows.size() ? ",\n" : "\n");
        }
        content.append("]}]}\n");
        return new Written(content.toString(), places(rows.size(), 2));
    }

    private static String columnType(String column, List<ObjectNode> rows) {
        if (column.endsWith("Time") || column.equals("TimeGenerated")) {
            return "datetime";
        }
        return rows.get(0).path(column).isInt() ? "int" : "string";
    }
}
