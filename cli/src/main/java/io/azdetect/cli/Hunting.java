package io.azdetect.cli;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Hunt;
import io.azdetect.catalog.HuntResult;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.ProgressLine;
import io.azdetect.cli.terminal.SafeText;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.engine.QueryLimits;
import io.azdetect.telemetry.Workspace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Runs detections while a person watches. */
final class Hunting {
    private Hunting() {}

    /** @param limits the bounds of each query of each detection */
    static HuntResult run(
            Terminal terminal,
            Workspace workspace,
            List<Detection> detections,
            Optional<Instant> from,
            Optional<Instant> to,
            QueryLimits limits) {
        try (ProgressLine line = new ProgressLine(terminal, "Hunting")) {
            return Hunt.in(workspace, limits)
                    .run(detections, from, to, (detection, done, all) -> line.at(done, all, detection.name()));
        }
    }

    /** Says how many alerts there are, and what could not be looked for. */
    static void note(Terminal terminal, HuntResult hunt) {
        if (hunt.tables().isEmpty()) {
            terminal.note("There are no rows in this time, so nothing was looked at.");
        } else {
            terminal.note(Ingestion.count(hunt.alerts().size(), "alert") + " in "
                    + Ingestion.count(
                            hunt.tables().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum(),
                            "row")
                    + ", from " + toSeconds(hunt.from()) + " to " + toSeconds(hunt.to()) + ".");
        }
        noteFailures(terminal, hunt);
    }

    /** Says which detections could not run, and why. */
    static void noteFailures(Terminal terminal, HuntResult hunt) {
        Palette palette = terminal.errScreen().palette();
        for (HuntResult.Failure failure : hunt.failed()) {
            terminal.note(palette.bad("not run:") + " " + failure.detection().slug() + ": "
                    + SafeText.visible(failure.error()));
        }
    }

    private static Instant toSeconds(Optional<Instant> time) {
        return time.orElseThrow().truncatedTo(ChronoUnit.SECONDS);
    }
}
