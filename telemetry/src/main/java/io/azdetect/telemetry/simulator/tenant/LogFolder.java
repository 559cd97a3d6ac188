package io.azdetect.telemetry.simulator.tenant;

import io.azdetect.telemetry.simulator.RawEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Raw logs as diagnostic settings leave them in a storage account: a file for each container, source and hour, a record a
 * line. Rows of tables that no diagnostic setting writes lie as a file for each table and day.
 */
final class LogFolder {

    private final Path folder;
    private final SortedMap<Instant, List<PendingEvent>> waiting = new TreeMap<>();
    private long records;
    private long files;
    private long bytes;

    LogFolder(Path folder) {
        this.folder = folder;
    }

    /** Takes a record; it is written with its hour. */
    void add(PendingEvent event) {
        waiting.computeIfAbsent(event.at().truncatedTo(ChronoUnit.HOURS), hour -> new ArrayList<>())
                .add(event);
    }

    long records() {
        return records;
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    /** Writes every hour that ends by then. */
    void writeUntil(Instant end) {
        while (!waiting.isEmpty() && waiting.firstKey().isBefore(end)) {
            Instant hour = waiting.firstKey();
            write(hour, waiting.remove(hour));
        }
    }

    private record Line(String file, String text) {}

    private void write(Instant hour, List<PendingEvent> events) {
        events.sort(Comparator.comparing(PendingEvent::at));
        // Records are made side by side and kept in order, so the files are the same on any number of processors.
        List<Line> lines = events.parallelStream()
                .map(event -> line(hour, event.event().get()))
                .toList();
        Map<String, StringBuilder> byFile = new TreeMap<>();
        for (Line line : lines) {
            byFile.computeIfAbsent(line.file(), file -> new StringBuilder())
                    .append(line.text())
                    .append('\n');
        }
        byFile.forEach(this::append);
        records += events.size();
    }

    private static Line line(Instant hour, RawEvent event) {
        return new Line(file(hour.atZone(ZoneOffset.UTC), event), event.record().toString());
    }

    private static String file(ZonedDateTime hour, RawEvent event) {
        return event.source()
                .map(source -> event.container() + '/' + source + "/y=" + hour.getYear() + "/m="
                        + two(hour.getMonthValue()) + "/d=" + two(hour.getDayOfMonth()) + "/h=" + two(hour.getHour())
                        + "/m=00/PT1H.json")
                .orElseGet(() -> "tables/" + event.container() + '/' + hour.toLocalDate() + ".ndjson");
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private void append(String file, StringBuilder lines) {
        Path path = folder.resolve(file);
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path.getParent());
                files++;
            }
            try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                byte[] content = lines.toString().getBytes(StandardCharsets.UTF_8);
                out.write(content);
                bytes += content.length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }
}
