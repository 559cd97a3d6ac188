package io.azdetect.cli.coverage;

import io.azdetect.catalog.CatalogCoverage;
import io.azdetect.cli.terminal.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** How what detections cover is printed. */
public enum CoverageFormat {
    /** By tactic, technique and table, with what is missing; for people. */
    TABLE {
        @Override
        public void write(CatalogCoverage coverage, PrintStream out, Screen screen) {
            new CoverageText(coverage, out, screen).write();
        }
    },
    /** One object with everything. */
    JSON {
        @Override
        public void write(CatalogCoverage coverage, PrintStream out, Screen screen) throws IOException {
            CoverageJson.write(coverage, out);
        }
    },
    /** A layer of the ATT&CK Navigator. */
    NAVIGATOR {
        @Override
        public void write(CatalogCoverage coverage, PrintStream out, Screen screen) throws IOException {
            NavigatorLayer.write(coverage, out);
        }
    };

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Prints the coverage on {@code out} and nothing else there. */
    public abstract void write(CatalogCoverage coverage, PrintStream out, Screen screen) throws IOException;
}
