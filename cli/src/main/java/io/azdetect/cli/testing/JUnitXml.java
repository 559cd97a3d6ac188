package io.azdetect.cli.testing;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionTests.Outcome;
import io.azdetect.catalog.MutationReport;
import io.azdetect.catalog.MutationReport.Fate;
import io.azdetect.catalog.MutationReport.Tried;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The outcome of tests in the XML that began with JUnit and that build servers read. */
final class JUnitXml {
    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    @FunctionalInterface
    private interface Body {
        void write(JUnitXml xml) throws XMLStreamException;
    }

    static void write(TestResults results, PrintStream out) throws IOException {
        document(out, xml -> {
            for (TestResults.OfDetection result : results.byDetection()) {
                double seconds = result.took().toNanos() / 1e9;
                xml.suite(
                        result.detection(),
                        result.outcomes().size(),
                        result.failed().size(),
                        0,
                        seconds);
                for (Outcome outcome : result.outcomes()) {
                    xml.write(outcome);
                }
                xml.end();
            }
        });
    }

    static void write(MutationReport report, PrintStream out) throws IOException {
        document(out, xml -> {
            for (Detection detection : report.tried().stream()
                    .map(t -> t.mutant().detection())
                    .distinct()
                    .toList()) {
                List<Tried> tried = report.of(detection).tried();
                Predicate<Tried> skipped = t -> t.fate() != Fate.KILLED && t.fate() != Fate.SURVIVED;
                int left = (int) tried.stream().filter(skipped).count();
                xml.suite(
                        detection,
                        tried.size(),
                        report.of(detection).survivors().size(),
                        left,
                        0);
                for (Tried one : tried) {
                    xml.write(one, skipped.test(one));
                }
                xml.end();
            }
        });
    }

    private static void document(PrintStream out, Body body) throws IOException {
        try {
            XMLStreamWriter writer =
                    XMLOutputFactory.newInstance().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            JUnitXml xml = new JUnitXml(writer);
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.start("testsuites");
            body.write(xml);
            xml.end();
            writer.writeCharacters("\n");
            writer.writeEndDocument();
            writer.flush();
        } catch (XMLStreamException e) {
            throw new IOException("cannot write XML: " + e.getMessage(), e);
        }
    }

    private void suite(Detection detection, int tests, int failures, int skipped, double seconds)
            throws XMLStreamException {
        start("testsuite");
        attribute("name", detection.slug());
        attribute("file", detection.source());
        attribute("tests", String.valueOf(tests));
        attribute("failures", String.valueOf(failures));
        attribute("skipped", String.valueOf(skipped));
        attribute("time", seconds(seconds));
    }

    private void write(Outcome outcome) throws XMLStreamException {
        Detection detection = outcome.tested().detection();
        testCase(
                detection,
                outcome.tested().test().name(),
                outcome.tested().test().line(),
                outcome.took().toNanos() / 1e9);
        if (outcome.failure().isPresent()) {
            String expected = "expected: " + outcome.failure().get().expected();
            failure(
                    expected,
                    outcome.tested().place() + "\n" + expected + "\nhappened: "
                            + outcome.failure().get().happened());
        }
        end();
    }

    private void write(Tried tried, boolean skipped) throws XMLStreamException {
        testCase(
                tried.mutant().detection(),
                tried.mutant().words(),
                tried.mutant().line(),
                0);
        if (tried.fate() == Fate.SURVIVED) {
            failure(
                    "no test notices it",
                    tried.mutant().place() + "\n" + tried.mutant().words());
        } else if (skipped) {
            start("skipped");
            attribute("message", (TestJson.name(tried.fate()) + ": " + tried.detail()).strip());
            end();
        }
        end();
    }

    private void testCase(Detection detection, String name, int line, double seconds) throws XMLStreamException {
        start("testcase");
        attribute("classname", detection.slug());
        attribute("name", name);
        attribute("file", detection.source());
        attribute("line", String.valueOf(line));
        attribute("time", seconds(seconds));
    }

    private void failure(String message, String text) throws XMLStreamException {
        start("failure");
        attribute("message", message);
        xml.writeCharacters(allowed(text));
        end();
    }

    private void start(String element) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(value));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String allowed(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
