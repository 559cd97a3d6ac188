package io.azdetect.cli.azure;

import io.azdetect.azure.deploy.FieldChange;
import io.azdetect.azure.deploy.Prediction;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Screen;
import java.io.PrintStream;
import java.util.List;

/** What Azure says that it would do, for people. */
final class PredictionText {
    private static final int SHORT = 60;

    private PredictionText() {}

    static void print(List<Prediction> predictions, PrintStream out, Screen screen) {
        Palette palette = screen.palette();
        out.println(palette.bold("What Azure says that it would do"));
        for (Prediction prediction : predictions) {
            String name = prediction.resource().replaceFirst(".*/", "");
            String reason = prediction.reason().isEmpty() ? "" : "  " + SafeText.visible(prediction.reason());
            out.println("  " + word(prediction.change(), palette) + " " + SafeText.visible(name) + palette.dim(reason));
            for (FieldChange field : prediction.fields()) {
                out.println("      " + SafeText.visible(field.field()) + ": " + shown(field.before()) + " -> "
                        + shown(field.after()));
            }
        }
    }

    private static String word(String change, Palette palette) {
        return switch (change) {
            case "Create" -> palette.good(change);
            case "Delete", "Unsupported" -> palette.bad(change);
            case "NoChange" -> palette.dim(change);
            default -> palette.accent(change);
        };
    }

    private static String shown(String value) {
        String line = SafeText.visible(
                value.isEmpty() ? "(none)" : value.lines().findFirst().orElse(""));
        return line.length() <= SHORT && value.lines().count() <= 1
                ? line
                : line.substring(0, Math.min(SHORT, line.length())) + "…";
    }
}
