package io.azdetect.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.cli.format.SarifLog;
import io.azdetect.kql.diagnostic.SourceText.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A check in SARIF: codes are rules, findings are results at their place, a file that cannot be read is a notification. */
final class CheckSarif {
    private final Checked checked;
    private final String version;
    private final Map<String, String> meanings = new LinkedHashMap<>();

    CheckSarif(Checked checked, String version) {
        this.checked = checked;
        this.version = version;
        checked.findings().forEach(finding -> meanings.put(finding.code(), finding.meaning()));
    }

    void write(JsonGenerator json) throws IOException {
        SarifLog.write(json, version, this::writeRules, this::writeRun);
    }

    private void writeRules(JsonGenerator json) throws IOException {
        for (Map.Entry<String, String> code : meanings.entrySet()) {
            json.writeStartObject();
            json.writeStringField("id", code.getKey());
            SarifLog.writeText(json, "shortDescription", code.getValue());
            json.writeEndObject();
        }
    }

    private void writeRun(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", checked.unreadable().isEmpty());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Map.Entry<String, String> file : checked.unreadable().entrySet()) {
            json.writeStartObject();
            json.writeStringField("level", "error");
            SarifLog.writeText(json, "message", file.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("results");
        for (Finding finding : checked.findings()) {
            writeResult(json, finding);
        }
        json.writeEndArray();
    }

    private void writeResult(JsonGenerator json, Finding finding) throws IOException {
        Position start = finding.start();
        Position end = finding.end();
        json.writeStartObject();
        json.writeStringField("ruleId", finding.code());
        json.writeNumberField("ruleIndex", List.copyOf(meanings.keySet()).indexOf(finding.code()));
        json.writeStringField("level", "error");
        SarifLog.writeText(json, "message", finding.message());
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(Path.of(finding.file())));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", start.line());
        json.writeNumberField("startColumn", start.column());
        json.writeNumberField("endLine", end.line());
        json.writeNumberField("endColumn", end.column());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Relative where the path is: readers resolve it against the folder that they look at. */
    private static String uri(Path path) {
        if (path.isAbsolute()) {
            return path.toUri().toString();
        }
        String here = Path.of("").toUri().toString();
        String whole = path.toUri().toString();
        return whole.startsWith(here) ? whole.substring(here.length()) : whole;
    }
}
