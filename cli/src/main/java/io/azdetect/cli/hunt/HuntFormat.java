package io.azdetect.cli.hunt;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.catalog.Alert;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Entity;
import io.azdetect.catalog.HuntResult;
import io.azdetect.cli.format.KustoJson;
import io.azdetect.cli.format.ResultFormat;
import io.azdetect.cli.report.ReportPage;
import io.azdetect.cli.terminal.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How what a hunt found is printed. */
public enum HuntFormat {
    /** One line an alert, for people. */
    TABLE {
        @Override
        public void write(HuntResult hunt, String version, PrintStream out, Screen screen) {
            if (!hunt.alerts().isEmpty()) {
                AlertTable.of(hunt.alerts(), screen.palette()).print(out, screen);
            }
        }
    },
    /** One object with everything. */
    JSON {
        @Override
        public void write(HuntResult hunt, String version, PrintStream out, Screen screen) throws IOException {
            try (JsonGenerator json = KustoJson.pretty(out)) {
                json.writeStartObject();
                json.writeArrayFieldStart("alerts");
                for (Alert alert : hunt.alerts()) {
                    writeAlert(json, alert);
                }
                json.writeEndArray();
                json.writeArrayFieldStart("failed");
                for (HuntResult.Failure failure : hunt.failed()) {
                    json.writeStartObject();
                    json.writeStringField("detection", failure.detection().slug());
                    json.writeStringField("error", failure.error());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeObjectFieldStart("tables");
                for (Map.Entry<String, Long> table : hunt.tables().entrySet()) {
                    json.writeNumberField(table.getKey(), table.getValue());
                }
                json.writeEndObject();
                writeTime(json, "from", hunt.from());
                writeTime(json, "to", hunt.to());
                json.writeEndObject();
            }
            out.print('\n');
        }
    },
    /** One object an alert, each on a line. */
    NDJSON {
        @Override
        public void write(HuntResult hunt, String version, PrintStream out, Screen screen) throws IOException {
            try (JsonGenerator json = KustoJson.compact(out)) {
                for (Alert alert : hunt.alerts()) {
                    writeAlert(json, alert);
                    json.writeRaw('\n');
                }
            }
        }
    },
    /** One line an alert, without its rows. */
    CSV {
        @Override
        public void write(HuntResult hunt, String version, PrintStream out, Screen screen) {
            out.print("time,severity,technique,tactic,detection,name,account,address,targets,count\n");
            for (Alert alert : hunt.alerts()) {
                Detection detection = alert.detection();
                List<String> fields = List.of(
                        alert.time().toString(),
                        detection.severity().displayName(),
                        detection.techniqueId(),
                        detection.tactic().map(t -> t.displayName()).orElse(""),
                        detection.slug(),
                        detection.name(),
                        alert.account().orElse(""),
                        alert.address().orElse(""),
                        String.join(" ", alert.targets()),
                        Integer.toString(alert.count()));
                out.print(fields.stream().map(ResultFormat::csv).collect(Collectors.joining(",")) + "\n");
            }
        }
    },
    /** The Static Analysis Results Interchange Format, version 2.1.0: a rule a detection, a result an alert. */
    SARIF {
        @Override
        public void write(HuntResult hunt, String version, PrintStream out, Screen screen) throws IOException {
            try (JsonGenerator json = KustoJson.pretty(out)) {
                new Sarif(hunt, version).write(json);
            }
            out.print('\n');
        }
    },
    /** The report: a page that works from disk. */
    HTML {
        @Override
        public void write(HuntResult hunt, String version, PrintStream out, Screen screen) {
            out.print(new ReportPage(hunt, version).html());
        }
    };

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Prints the hunt on {@code out} and nothing else there. */
    public abstract void write(HuntResult hunt, String version, PrintStream out, Screen screen) throws IOException;

    private static void writeTime(JsonGenerator json, String field, Optional<Instant> time) throws IOException {
        if (time.isPresent()) {
            json.writeStringField(field, time.get().toString());
        } else {
            json.writeNullField(field);
        }
    }

    private static void writeAlert(JsonGenerator json, Alert alert) throws IOException {
        Detection detection = alert.detection();
        json.writeStartObject();
        json.writeStringField("detection", detection.slug());
        json.writeStringField("name", detection.name());
        json.writeStringField("technique", detection.techniqueId());
        json.writeStringField(
                "tactic", detection.tactic().map(t -> t.displayName()).orElse(""));
        json.writeStringField("severity", detection.severity().displayName());
        json.writeStringField("time", alert.time().toString());
        json.writeArrayFieldStart("entities");
        for (Entity entity : alert.entities()) {
            json.writeStartObject();
            json.writeStringField("type", entity.type());
            json.writeStringField("value", entity.value());
            json.writeObjectFieldStart("identifiers");
            for (Map.Entry<String, String> identifier : entity.identifiers().entrySet()) {
                json.writeStringField(identifier.getKey(), identifier.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("count", alert.count());
        json.writeArrayFieldStart("rows");
        for (List<Object> row : alert.rows()) {
            KustoJson.writeObject(json, alert.columns(), row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
