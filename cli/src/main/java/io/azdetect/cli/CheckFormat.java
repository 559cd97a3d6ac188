package io.azdetect.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.cli.format.KustoJson;
import io.azdetect.cli.terminal.Screen;
import io.azdetect.kql.diagnostic.SourceText.Position;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** How what a check found is printed. */
enum CheckFormat {
    /** Each finding with its line and a caret, for people. */
    TEXT {
        @Override
        void write(Checked checked, String version, PrintStream out, Screen screen) {
            for (Finding finding : checked.findings()) {
                out.print(finding.shown(screen.palette()) + "\n\n");
            }
        }
    },
    /** One object with everything. */
    JSON {
        @Override
        void write(Checked checked, String version, PrintStream out, Screen screen) throws IOException {
            try (JsonGenerator json = KustoJson.pretty(out)) {
                json.writeStartObject();
                json.writeNumberField("files", checked.files());
                json.writeArrayFieldStart("findings");
                for (Finding finding : checked.findings()) {
                    writeFinding(json, finding);
                }
                json.writeEndArray();
                json.writeArrayFieldStart("unreadable");
                for (Map.Entry<String, String> file : checked.unreadable().entrySet()) {
                    json.writeStartObject();
                    json.writeStringField("file", file.getKey());
                    json.writeStringField("error", file.getValue());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            out.print('\n');
        }
    },
    /** The Static Analysis Results Interchange Format, version 2.1.0: a rule a code, a result a finding. */
    SARIF {
        @Override
        void write(Checked checked, String version, PrintStream out, Screen screen) throws IOException {
            try (JsonGenerator json = KustoJson.pretty(out)) {
                new CheckSarif(checked, version).write(json);
            }
            out.print('\n');
        }
    };

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Prints the findings on {@code out} and nothing else there. */
    abstract void write(Checked checked, String version, PrintStream out, Screen screen) throws IOException;

    private static void writeFinding(JsonGenerator json, Finding finding) throws IOException {
        Position start = finding.start();
        Position end = finding.end();
        json.writeStartObject();
        json.writeStringField("file", finding.file());
        json.writeNumberField("line", start.line());
        json.writeNumberField("column", start.column());
        json.writeNumberField("endLine", end.line());
        json.writeNumberField("endColumn", end.column());
        json.writeStringField("code", finding.code());
        json.writeStringField("message", finding.message());
        json.writeEndObject();
    }
}
