package io.azdetect.cli.coverage;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.catalog.CatalogCoverage;
import io.azdetect.catalog.CatalogCoverage.Sight;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.StratusRedTeam;
import io.azdetect.catalog.Technique;
import io.azdetect.cli.format.KustoJson;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Coverage as JSON. */
final class CoverageJson {
    private CoverageJson() {}

    static void write(CatalogCoverage coverage, PrintStream out) throws IOException {
        try (JsonGenerator json = KustoJson.pretty(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("techniques");
            for (Map.Entry<Technique, List<Detection>> technique :
                    coverage.techniques().entrySet()) {
                json.writeStartObject();
                json.writeStringField("id", technique.getKey().id());
                json.writeStringField("name", technique.getKey().name());
                json.writeStringField("tactic", technique.getKey().tactic().displayName());
                slugs(json, technique.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("stratus");
            for (StratusRedTeam.Technique technique : StratusRedTeam.techniques()) {
                json.writeStartObject();
                json.writeStringField("id", technique.id());
                json.writeStringField("name", technique.name());
                slugs(json, coverage.stratus().get(technique.id()));
                json.writeEndObject();
            }
            json.writeEndArray();
            byName(json, "tables", coverage.tables());
            byName(json, "attack", coverage.attack());
            json.writeArrayFieldStart("detections");
            for (Detection detection : coverage.detections()) {
                detection(json, detection, coverage.sight(detection));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.print('\n');
    }

    private static void detection(JsonGenerator json, Detection detection, Optional<Sight> sight) throws IOException {
        json.writeStartObject();
        json.writeStringField("detection", detection.slug());
        json.writeStringField("id", detection.id());
        json.writeStringField("severity", detection.severity().displayName());
        json.writeStringField("technique", detection.techniqueId());
        if (sight.isPresent()) {
            json.writeStringField("state", sight.get().state().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("alerts", sight.get().alerts());
            texts(json, "missingTables", sight.get().missing().stream().sorted().toList());
            texts(json, "diagnosticSettings", detection.telemetry().diagnosticSettings());
        }
        json.writeEndObject();
    }

    private static void byName(JsonGenerator json, String field, Map<String, List<Detection>> detections)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (Map.Entry<String, List<Detection>> entry : detections.entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", entry.getKey());
            slugs(json, entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void slugs(JsonGenerator json, List<Detection> detections) throws IOException {
        texts(json, "detections", detections.stream().map(Detection::slug).toList());
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
