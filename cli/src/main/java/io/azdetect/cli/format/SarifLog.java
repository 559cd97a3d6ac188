package io.azdetect.cli.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * The frame of a log in <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a> with
 * one run of this tool.
 */
public final class SarifLog {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private SarifLog() {}

    /** Something that writes what goes at a place. */
    @FunctionalInterface
    public interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Writes the log.
     *
     * @param version the tool's
     * @param rules writes the objects of the array of rules
     * @param run writes the other members of the run
     */
    public static void write(JsonGenerator json, String version, Part rules, Part run) throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "azdetect");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        rules.write(json);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        run.write(json);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Writes a member that is a message. */
    public static void writeText(JsonGenerator json, String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
