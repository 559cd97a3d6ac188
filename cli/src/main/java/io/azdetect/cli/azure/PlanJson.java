package io.azdetect.cli.azure;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.azure.deploy.Change;
import io.azdetect.azure.deploy.FieldChange;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.Prediction;
import io.azdetect.azure.deploy.Refusal;
import io.azdetect.azure.telemetry.LogVolume;
import io.azdetect.cli.format.KustoJson;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** A plan as JSON. */
final class PlanJson {
    private PlanJson() {}

    static void write(PlanReport report, PrintStream out) throws IOException {
        Plan plan = report.plan();
        try (JsonGenerator json = KustoJson.pretty(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("summary");
            for (Change.Action action : Change.Action.values()) {
                json.writeNumberField(action.word(), plan.counts().getOrDefault(action, 0));
            }
            json.writeNumberField("refused", plan.refused().size());
            json.writeEndObject();
            json.writeArrayFieldStart("changes");
            for (Change change : plan.changes()) {
                write(change, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("refused");
            for (Refusal refusal : plan.refused()) {
                json.writeStartObject();
                json.writeStringField("label", refusal.label());
                json.writeStringField("reason", refusal.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notes");
            for (String note : plan.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            if (!report.predictions().isEmpty()) {
                json.writeArrayFieldStart("whatIf");
                for (Prediction prediction : report.predictions()) {
                    write(prediction, json);
                }
                json.writeEndArray();
            }
            if (!report.volumes().isEmpty()) {
                json.writeArrayFieldStart("volumes");
                for (LogVolume volume : report.volumes()) {
                    write(volume, json);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        out.print('\n');
    }

    private static void write(Prediction prediction, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("resource", prediction.resource());
        json.writeStringField("change", prediction.change());
        json.writeStringField("reason", prediction.reason());
        write(prediction.fields(), json);
        json.writeEndObject();
    }

    private static void write(LogVolume volume, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("logs", volume.stream().toString());
        json.writeNumberField("rows", volume.rows());
        json.writeNumberField("hours", volume.span().map(Duration::toHours).orElse(0L));
        json.writeObjectField("rowsADay", volume.rowsADay().orElse(null));
        json.writeObjectField("bytesADay", volume.bytesADay().orElse(null));
        json.writeEndObject();
    }

    private static void write(Change change, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("action", change.action().word());
        json.writeStringField("kind", change.noun());
        json.writeStringField("name", change.name());
        json.writeStringField("label", change.label());
        json.writeStringField("title", change.title());
        write(change.fields(), json);
        json.writeEndObject();
    }

    private static void write(List<FieldChange> fields, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("fields");
        for (FieldChange field : fields) {
            json.writeStartObject();
            json.writeStringField("field", field.field());
            json.writeStringField("before", field.before());
            json.writeStringField("after", field.after());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
