package io.azdetect.cli.azure;

import io.azdetect.azure.telemetry.LogVolume;
import io.azdetect.cli.terminal.Screen;
import io.azdetect.cli.terminal.TextTable;
import io.azdetect.cli.terminal.TextTable.Cell;
import io.azdetect.cli.terminal.TextTable.Heading;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much logs would be a day, for people. */
final class VolumeTable {
    private VolumeTable() {}

    static void print(List<LogVolume> volumes, PrintStream out, Screen screen) {
        TextTable table = new TextTable(List.of(
                Heading.left("Logs").firmly(),
                Heading.right("Rows a day"),
                Heading.right("MB a day").firmly(),
                Heading.left("Estimated from")));
        for (LogVolume volume : volumes) {
            table.add(List.of(
                    Cell.of(volume.stream().toString()),
                    Cell.of(volume.rowsADay()
                            .map(rows -> String.format(Locale.ENGLISH, "%,d", rows))
                            .orElse("")),
                    Cell.of(volume.bytesADay()
                            .map(bytes -> String.format(Locale.ENGLISH, "%,.2f", bytes / 1e6))
                            .orElse("")),
                    Cell.of(basis(volume))));
        }
        table.print(out, screen);
        long known = volumes.stream()
                .map(LogVolume::bytesADay)
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .sum();
        long unknown = volumes.stream().filter(v -> v.bytesADay().isEmpty()).count();
        if (unknown == volumes.size()) {
            out.println("None of it could be estimated.");
            return;
        }
        out.println(String.format(Locale.ENGLISH, "Together %,.2f MB a day", known / 1e6)
                + (unknown == 0 ? "" : ", and " + unknown + " not estimated")
                + ". Log Analytics charges nothing to take in AzureActivity.");
    }

    /** From what a volume was estimated, or why it was not. */
    private static String basis(LogVolume volume) {
        if (volume.span().isEmpty()) {
            return "not estimated: the logs have none";
        }
        String rows = String.format(Locale.ENGLISH, "%,d", volume.rows());
        String span = words(volume.span().get());
        return volume.bytesADay().isPresent()
                ? rows + " in " + span
                : "not estimated: the logs have " + rows + ", of " + span + " only";
    }

    private static String words(Duration span) {
        return span.toHours() < 48 ? span.toHours() + " hours" : span.toDays() + " days";
    }
}
