package io.azdetect.cli.hunt;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.catalog.Alert;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.HuntResult;
import io.azdetect.catalog.Severity;
import io.azdetect.cli.format.KustoJson;
import io.azdetect.cli.format.SarifLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/**
 * A hunt in <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>: detections are
 * rules, alerts are results at the resources that they are about, and a detection that failed is a notification.
 */
final class Sarif {
    private final HuntResult hunt;
    private final String version;
    private final List<Detection> rules;

    Sarif(HuntResult hunt, String version) {
        this.hunt = hunt;
        this.version = version;
        LinkedHashSet<Detection> named = new LinkedHashSet<>();
        hunt.alerts().forEach(a -> named.add(a.detection()));
        hunt.failed().forEach(f -> named.add(f.detection()));
        this.rules = new ArrayList<>(named);
    }

    void write(JsonGenerator json) throws IOException {
        SarifLog.write(json, version, this::writeRules, this::writeRun);
    }

    private void writeRules(JsonGenerator json) throws IOException {
        for (Detection rule : rules) {
            writeRule(json, rule);
        }
    }

    private void writeRun(JsonGenerator json) throws IOException {
        writeInvocation(json);
        json.writeArrayFieldStart("results");
        for (Alert alert : hunt.alerts()) {
            writeResult(json, alert);
        }
        json.writeEndArray();
    }

    private static void writeRule(JsonGenerator json, Detection rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.slug());
        SarifLog.writeText(json, "shortDescription", rule.name());
        SarifLog.writeText(json, "fullDescription", rule.description().strip());
        if (rule.technique().isPresent()) {
            json.writeStringField("helpUri", rule.technique().get().url());
        }
        if (!rule.responseSteps().isEmpty()) {
            SarifLog.writeText(json, "help", String.join("\n", rule.responseSteps()));
        }
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", level(rule.severity()));
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeArrayFieldStart("tags");
        json.writeString("security");
        if (!rule.techniqueId().isEmpty()) {
            json.writeString(rule.techniqueId());
        }
        json.writeEndArray();
        json.writeStringField("severity", rule.severity().displayName());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeInvocation(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", hunt.failed().isEmpty());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (HuntResult.Failure failure : hunt.failed()) {
            json.writeStartObject();
            json.writeStringField("level", "error");
            SarifLog.writeText(json, "message", failure.error());
            json.writeObjectFieldStart("associatedRule");
            json.writeStringField("id", failure.detection().slug());
            json.writeNumberField("index", rules.indexOf(failure.detection()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void writeResult(JsonGenerator json, Alert alert) throws IOException {
        Detection detection = alert.detection();
        json.writeStartObject();
        json.writeStringField("ruleId", detection.slug());
        json.writeNumberField("ruleIndex", rules.indexOf(detection));
        json.writeStringField("level", level(detection.severity()));
        SarifLog.writeText(json, "message", message(alert));
        json.writeArrayFieldStart("locations");
        if (!alert.targets().isEmpty()) {
            json.writeStartObject();
            json.writeArrayFieldStart("logicalLocations");
            for (String target : alert.targets()) {
                json.writeStartObject();
                json.writeStringField("fullyQualifiedName", target);
                json.writeStringField("kind", "resource");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("occurrenceCount", Math.max(1, alert.count()));
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("alert/v1", fingerprint(alert));
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField("time", alert.time().toString());
        json.writeArrayFieldStart("rows");
        for (List<Object> row : alert.rows()) {
            KustoJson.writeObject(json, alert.columns(), row);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String message(Alert alert) {
        String who = alert.account().map(a -> " by " + a).orElse("");
        String from = alert.address().map(a -> " from " + a).orElse("");
        String target = alert.targets().isEmpty() ? "" : " on " + String.join(", ", alert.targets());
        return alert.detection().name() + ": " + alert.time() + who + from + target + ".";
    }

    /** The same for the same thing in every run, which lets a reader of two results tell what is new. */
    private static String fingerprint(Alert alert) {
        String identity = alert.detection().id() + "\n" + alert.time() + "\n" + alert.entities();
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFORMATIONAL -> "note";
        };
    }
}
