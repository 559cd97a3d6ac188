package io.azdetect.cli.coverage;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.catalog.CatalogCoverage;
import io.azdetect.catalog.CatalogCoverage.State;
import io.azdetect.catalog.Detection;
import io.azdetect.cli.format.KustoJson;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Coverage as a layer that MITRE's ATT&CK Navigator shows: a technique's score is its number of detections.
 *
 * @see <a href="https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md">version
 *     4.5 of the format</a>
 */
final class NavigatorLayer {
    private static final String FORMAT = "4.5";
    private static final String NAVIGATOR = "5.2.0";
    private static final String ATTACK = "18";
    private static final String BLIND = "#e0a0a0";

    private NavigatorLayer() {}

    static void write(CatalogCoverage coverage, PrintStream out) throws IOException {
        int most =
                coverage.attack().values().stream().mapToInt(List::size).max().orElse(1);
        try (JsonGenerator json = KustoJson.pretty(out)) {
            json.writeStartObject();
            json.writeStringField("name", "AzDetectSuite");
            json.writeObjectFieldStart("versions");
            json.writeStringField("attack", ATTACK);
            json.writeStringField("navigator", NAVIGATOR);
            json.writeStringField("layer", FORMAT);
            json.writeEndObject();
            json.writeStringField("domain", "enterprise-attack");
            json.writeStringField("description", "The number of detections of each technique.");
            json.writeArrayFieldStart("techniques");
            for (Map.Entry<String, List<Detection>> technique :
                    coverage.attack().entrySet()) {
                technique(json, technique.getKey(), technique.getValue(), coverage);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("gradient");
            json.writeArrayFieldStart("colors");
            json.writeString("#d9f0d3");
            json.writeString("#1b7837");
            json.writeEndArray();
            json.writeNumberField("minValue", 1);
            json.writeNumberField("maxValue", Math.max(2, most));
            json.writeEndObject();
            json.writeArrayFieldStart("legendItems");
            json.writeStartObject();
            json.writeStringField("label", "every detection lacks its tables");
            json.writeStringField("color", BLIND);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        out.print('\n');
    }

    private static void technique(JsonGenerator json, String id, List<Detection> detections, CatalogCoverage coverage)
            throws IOException {
        boolean blind = detections.stream()
                .allMatch(d -> coverage.sight(d)
                        .filter(sight -> sight.state() == State.BLIND)
                        .isPresent());
        json.writeStartObject();
        json.writeStringField("techniqueID", id);
        json.writeNumberField("score", detections.size());
        if (blind) {
            json.writeStringField("color", BLIND);
        }
        json.writeStringField(
                "comment", detections.stream().map(Detection::slug).collect(Collectors.joining(", ")));
        json.writeBooleanField("enabled", true);
        json.writeEndObject();
    }
}
