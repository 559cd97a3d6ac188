package io.azdetect.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.azdetect.cli.format.KustoJson;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.engine.StoreException;
import io.azdetect.kql.KqlException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Many queries in one process: {@code {"id": …, "query": …}} a line in, for each one line out, in order and at once:
 * {@code {"id", "columns", "rows"}} or {@code {"id", "error": {"code", "message", "line", "column"}}}. Several results are
 * {@code {"id", "name", "columns", "rows", "more": [{"name", "columns", "rows"}, …]}}. Nothing that a line holds stops the
 * rest.
 */
final class Batch {
    /** The code of a line that holds no query; a query's own errors have the codes of their diagnostics. */
    private static final String NO_QUERY = "INPUT";

    /** The code of a query that names a file or a workspace which cannot be read. */
    private static final String NO_STORE = "STORE";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Queries queries;
    private final Terminal terminal;

    Batch(Queries queries, Terminal terminal) {
        this.queries = queries;
        this.terminal = terminal;
    }

    void run() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                // An answer is written when it is whole: rows that end in an error must not leave half a line.
                terminal.out().write(answer(line));
                terminal.out().write('\n');
                terminal.out().flush();
            }
        }
    }

    private byte[] answer(String line) throws IOException {
        JsonNode request;
        try {
            request = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            return error(
                    NullNode.getInstance(), NO_QUERY, "this line is not JSON: " + e.getOriginalMessage(), 1, column);
        }
        JsonNode id = request.isObject() && request.has("id") ? request.get("id") : NullNode.getInstance();
        JsonNode query = request.path("query");
        if (!query.isTextual()) {
            return error(id, NO_QUERY, "a line holds {\"id\": …, \"query\": \"…\"}; this one has no query text", 1, 1);
        }
        return answer(id, query.textValue());
    }

    private byte[] answer(JsonNode id, String query) throws IOException {
        try {
            return rows(id, query);
        } catch (KqlException e) {
            CaretMessage place = new CaretMessage(query, e.diagnostic());
            return error(id, e.diagnostic().code().id(), place.inFile(), place.line(), place.column());
        } catch (StoreException e) {
            return error(id, NO_STORE, e.getMessage(), 1, 1);
        } catch (RuntimeException e) {
            // A bug in the engine costs this answer, not the others.
            return error(id, "BUG", "the engine failed: " + e, 1, 1);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return error(id, "KQL401", "the answer does not fit into memory", 1, 1);
        }
    }

    private byte[] rows(JsonNode id, String query) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        queries.run(query, results -> {
            try (JsonGenerator json = KustoJson.compact(out)) {
                begin(json, id);
                KustoJson.writeResults(json, results);
                json.writeEndObject();
            }
        });
        return out.toByteArray();
    }

    private static byte[] error(JsonNode id, String code, String message, int line, int column) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = KustoJson.compact(out)) {
            begin(json, id);
            json.writeObjectFieldStart("error");
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            json.writeNumberField("line", line);
            json.writeNumberField("column", column);
            json.writeEndObject();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void begin(JsonGenerator json, JsonNode id) throws IOException {
        json.writeStartObject();
        json.writeFieldName("id");
        json.writeRawValue(JSON.writeValueAsString(id));
    }
}
