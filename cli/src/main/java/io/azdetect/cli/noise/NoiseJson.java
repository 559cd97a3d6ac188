package io.azdetect.cli.noise;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.catalog.Alert;
import io.azdetect.catalog.noise.Injection;
import io.azdetect.catalog.noise.Injection.Step;
import io.azdetect.catalog.noise.Noise.OfDetection;
import io.azdetect.catalog.noise.Recall;
import io.azdetect.cli.format.KustoJson;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Noise and recall as JSON. */
final class NoiseJson {
    private NoiseJson() {}

    static void write(Measurement measurement, PrintStream out) throws IOException {
        try (JsonGenerator json = KustoJson.pretty(out)) {
            json.writeStartObject();
            json.writeStringField("command", measurement.command());
            json.writeNumberField("days", measurement.noise().days());
            json.writeObjectFieldStart("tables");
            for (Map.Entry<String, Long> table : measurement.tables().entrySet()) {
                json.writeNumberField(table.getKey(), table.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("noise");
            for (OfDetection of : measurement.noise().detections()) {
                json.writeStartObject();
                json.writeStringField("detection", of.detection().slug());
                json.writeStringField("severity", of.detection().severity().displayName());
                json.writeNumberField("alerts", of.alerts());
                if (of.budget().isPresent()) {
                    json.writeNumberField("budget", of.budget().getAsInt());
                } else {
                    json.writeNullField("budget");
                }
                json.writeBooleanField("within", of.isWithin());
                if (of.failure().isPresent()) {
                    json.writeStringField("failure", of.failure().get());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            if (measurement.recall().isPresent()) {
                recall(json, measurement.recall().get());
            }
            json.writeEndObject();
        }
    }

    private static void recall(JsonGenerator json, Recall recall) throws IOException {
        json.writeArrayFieldStart("injections");
        for (Injection injection : recall.injections()) {
            json.writeStartObject();
            json.writeStringField("id", injection.id());
            texts(json, "techniques", injection.techniques());
            texts(json, "stratus", injection.stratus());
            json.writeStringField("begin", injection.begin().toString());
            json.writeStringField("end", injection.end().toString());
            alerts(json, "alerts", recall.alerts(injection));
            alerts(json, "alertsOfOthers", recall.alertsOfOthers(injection));
            if (injection.isChain()) {
                steps(json, recall, injection);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void steps(JsonGenerator json, Recall recall, Injection chain) throws IOException {
        json.writeArrayFieldStart("steps");
        for (Step step : chain.steps()) {
            json.writeStartObject();
            json.writeStringField("name", step.name());
            texts(json, "techniques", step.techniques());
            texts(json, "detections", step.expected());
            json.writeStringField("begin", step.begin().toString());
            json.writeStringField("end", step.end().toString());
            alerts(json, "alerts", recall.alerts(chain, step));
            alerts(json, "alertsOfOthers", recall.alertsOfOthers(chain, step));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void alerts(JsonGenerator json, String field, List<Alert> alerts) throws IOException {
        json.writeArrayFieldStart(field);
        for (Alert alert : alerts) {
            json.writeStartObject();
            json.writeStringField("detection", alert.detection().slug());
            json.writeStringField("time", alert.time().toString());
            json.writeStringField("raisedAt", alert.raisedAt().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
