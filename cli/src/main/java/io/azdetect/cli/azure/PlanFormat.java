package io.azdetect.cli.azure;

import io.azdetect.cli.terminal.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** How a plan is printed. */
public enum PlanFormat {
    /** For people: what will be done, field by field. */
    TABLE {
        @Override
        public void write(PlanReport report, PrintStream out, Screen screen) {
            new PlanDiff(out, screen).write(report);
        }
    },
    /** One object. */
    JSON {
        @Override
        public void write(PlanReport report, PrintStream out, Screen screen) throws IOException {
            PlanJson.write(report, out);
        }
    };

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Prints a plan on {@code out} and nothing else there. */
    public abstract void write(PlanReport report, PrintStream out, Screen screen) throws IOException;
}
