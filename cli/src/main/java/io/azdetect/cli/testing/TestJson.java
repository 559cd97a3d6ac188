package io.azdetect.cli.testing;

import com.fasterxml.jackson.core.JsonGenerator;
import io.azdetect.catalog.DetectionError;
import io.azdetect.catalog.DetectionTests.Outcome;
import io.azdetect.catalog.MutationReport;
import io.azdetect.catalog.MutationReport.Fate;
import io.azdetect.catalog.MutationReport.Tried;
import io.azdetect.cli.format.KustoJson;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** The outcome of tests as JSON. */
final class TestJson {
    private TestJson() {}

    static void write(TestResults results, PrintStream out) throws IOException {
        try (JsonGenerator json = KustoJson.pretty(out)) {
            json.writeStartObject();
            json.writeNumberField("tests", results.tests());
            json.writeNumberField("failed", results.failed());
            json.writeArrayFieldStart("detections");
            for (TestResults.OfDetection result : results.byDetection()) {
                json.writeStartObject();
                json.writeStringField("detection", result.detection().slug());
                json.writeStringField("id", result.detection().id());
                json.writeStringField("file", result.detection().source());
                json.writeArrayFieldStart("tests");
                for (Outcome outcome : result.outcomes()) {
                    write(outcome, json);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.print('\n');
    }

    private static void write(Outcome outcome, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", outcome.tested().test().name());
        json.writeNumberField("line", outcome.tested().test().line());
        json.writeBooleanField("passed", outcome.passed());
        json.writeNumberField("seconds", outcome.took().toMillis() / 1000.0);
        if (outcome.failure().isPresent()) {
            json.writeStringField("expected", outcome.failure().get().expected());
            json.writeStringField("happened", outcome.failure().get().happened());
        }
        json.writeEndObject();
    }

    static void write(MutationReport report, PrintStream out) throws IOException {
        try (JsonGenerator json = KustoJson.pretty(out)) {
            json.writeStartObject();
            json.writeNumberField("score", Math.round(report.score() * 10) / 10.0);
            for (Fate fate : Fate.values()) {
                json.writeNumberField(name(fate), report.count(fate));
            }
            json.writeArrayFieldStart("mutants");
            for (Tried tried : report.tried()) {
                json.writeStartObject();
                json.writeStringField("detection", tried.mutant().detection().slug());
                json.writeStringField("file", tried.mutant().detection().source());
                json.writeNumberField("line", tried.mutant().line());
                json.writeStringField("words", tried.mutant().words());
                json.writeStringField("fate", name(tried.fate()));
                json.writeStringField("detail", tried.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("problems");
            for (DetectionError problem : report.problems()) {
                json.writeStartObject();
                json.writeStringField("file", problem.file());
                json.writeNumberField("line", problem.line());
                json.writeStringField("message", problem.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.print('\n');
    }

    static String name(Fate fate) {
        return fate == Fate.NOT_TRIED ? "notTried" : fate.name().toLowerCase(Locale.ROOT);
    }
}
