package io.azdetect.cli.azure;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.azure.deploy.Change;
import io.azdetect.azure.deploy.FieldChange;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.Refusal;
import io.azdetect.cli.format.KustoJson;
import java.io.IOException;
import java.io.PrintStream;

/** A plan as JSON. */
final class PlanJson {
    private PlanJson() {}

    static void write(Plan plan, PrintStream out) throws IOException {
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
            json.writeEndObject();
        }
        out.print('\n');
    }

    private static void write(Change change, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("action", change.action().word());
        json.writeStringField("name", change.name());
        json.writeStringField("label", change.label());
        json.writeStringField("title", change.title());
        json.writeArrayFieldStart("fields");
        for (FieldChange field : change.fields()) {
            json.writeStartObject();
            json.writeStringField("field", field.field());
            json.writeStringField("before", field.before());
            json.writeStringField("after", field.after());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
