package io.azdetect.cli.testing;

import io.azdetect.catalog.MutationReport;
import io.azdetect.cli.terminal.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** How the outcome of tests is printed. */
public enum TestFormat {
    /** What failed, and a line for each detection; for people. */
    TABLE {
        @Override
        public void write(TestResults results, PrintStream out, Screen screen) {
            new TestText(out, screen).write(results);
        }

        @Override
        public void write(MutationReport report, PrintStream out, Screen screen) {
            new TestText(out, screen).write(report);
        }
    },
    /** One object with everything. */
    JSON {
        @Override
        public void write(TestResults results, PrintStream out, Screen screen) throws IOException {
            TestJson.write(results, out);
        }

        @Override
        public void write(MutationReport report, PrintStream out, Screen screen) throws IOException {
            TestJson.write(report, out);
        }
    },
    /** The XML that build servers read: a suite a detection, a case a test or a mistake. */
    JUNIT {
        @Override
        public void write(TestResults results, PrintStream out, Screen screen) throws IOException {
            JUnitXml.write(results, out);
        }

        @Override
        public void write(MutationReport report, PrintStream out, Screen screen) throws IOException {
            JUnitXml.write(report, out);
        }
    };

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Prints the outcome of tests on {@code out} and nothing else there. */
    public abstract void write(TestResults results, PrintStream out, Screen screen) throws IOException;

    /** Prints what became of mutants on {@code out} and nothing else there. */
    public abstract void write(MutationReport report, PrintStream out, Screen screen) throws IOException;
}
