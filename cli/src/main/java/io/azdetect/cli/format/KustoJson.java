package io.azdetect.cli.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.azdetect.engine.ResultJson;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Values as JSON: datetimes and timespans as the texts of {@link KustoText}, dynamic values as what they are, NaN and
 * infinities as the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}, which JSON has no numbers for.
 */
public final class KustoJson {
    /** Dynamic values have passed the engine's own limits; the writer adds none. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private KustoJson() {}

    /** Writes on one line; closing it leaves the stream open. */
    public static JsonGenerator compact(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out).setRootValueSeparator(null);
    }

    /** Writes one member a line, for people. */
    public static JsonGenerator pretty(OutputStream out) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        return FACTORY.createGenerator(out).setPrettyPrinter(printer);
    }

    /** Writes the members {@code columns} and {@code rows} of an object that is open. */
    public static void writeResult(JsonGenerator json, List<Column> columns, Iterable<List<Object>> rows)
            throws IOException {
        json.writeArrayFieldStart("columns");
        for (Column column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type().kustoName());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (List<Object> row : rows) {
            json.writeStartArray();
            for (int i = 0; i < columns.size(); i++) {
                writeValue(json, columns.get(i), row.get(i));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /**
     * Writes the members of an object that is open: {@code columns} and {@code rows} of the first result and, where there are
     * more, its {@code name} before and {@code more} behind, an array of {@code {"name", "columns", "rows"}}.
     */
    public static void writeResults(JsonGenerator json, Results results) throws IOException {
        if (results.count() == 1) {
            Results.Rows only = results.result(0);
            writeResult(json, only.columns(), only.rows());
            return;
        }
        writeNamed(json, results.result(0));
        json.writeArrayFieldStart("more");
        for (int i = 1; i < results.count(); i++) {
            json.writeStartObject();
            writeNamed(json, results.result(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeNamed(JsonGenerator json, Results.Rows result) throws IOException {
        json.writeStringField("name", result.name());
        writeResult(json, result.columns(), result.rows());
    }

    /** Writes a row as an object with a member for each column. */
    public static void writeObject(JsonGenerator json, List<Column> columns, List<Object> row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(columns.get(i).name());
            writeValue(json, columns.get(i), row.get(i));
        }
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, Column column, Object value) throws IOException {
        if (column.type() == KqlType.DYNAMIC && value != null) {
            writeDynamic(json, (String) value);
        } else {
            ResultJson.write(json, column.type(), value);
        }
    }

    /** Token by token, so that white space in it cannot break a line of output in two. */
    private static void writeDynamic(JsonGenerator json, String text) throws IOException {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            json.writeRawValue(text);
            return;
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                json.copyCurrentEventExact(parser);
            }
        }
    }
}
