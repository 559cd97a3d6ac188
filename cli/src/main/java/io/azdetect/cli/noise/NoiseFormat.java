package io.azdetect.cli.noise;

import io.azdetect.cli.terminal.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** How a measurement of noise and recall is printed. */
public enum NoiseFormat {
    /** Detections that are over their budget first; for people. */
    TABLE {
        @Override
        public void write(Measurement measurement, PrintStream out, Screen screen) {
            new NoiseText(measurement, out, screen).write();
        }
    },
    /** One object with everything. */
    JSON {
        @Override
        public void write(Measurement measurement, PrintStream out, Screen screen) throws IOException {
            NoiseJson.write(measurement, out);
        }
    };

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Prints the measurement on {@code out} and nothing else there. */
    public abstract void write(Measurement measurement, PrintStream out, Screen screen) throws IOException;
}
