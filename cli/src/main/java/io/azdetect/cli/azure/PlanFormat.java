package io.azdetect.cli.azure;

import io.azdetect.azure.deploy.Plan;
import io.azdetect.catalog.Detection;
import io.azdetect.cli.terminal.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** How a plan is printed. */
public enum PlanFormat {
    /** For people: what will be done, field by field. */
    TABLE {
        @Override
        public void write(Plan plan, Map<Detection, String> refused, PrintStream out, Screen screen) {
            new PlanDiff(out, screen).write(plan, refused);
        }
    },
    /** One object. */
    JSON {
        @Override
        public void write(Plan plan, Map<Detection, String> refused, PrintStream out, Screen screen)
                throws IOException {
            PlanJson.write(plan, refused, out);
        }
    };

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Prints a plan on {@code out} and nothing else there.
     *
     * @param refused the detections that the target cannot run, with the reasons
     */
    public abstract void write(Plan plan, Map<Detection, String> refused, PrintStream out, Screen screen)
            throws IOException;
}
