package io.azdetect.cli.hunt;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.Detection;
import io.azdetect.cli.format.ResourceName;
import io.azdetect.cli.terminal.Palette;
import io.azdetect.cli.terminal.TextTable;
import io.azdetect.cli.terminal.TextTable.Cell;
import io.azdetect.cli.terminal.TextTable.Heading;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Alerts at a glance: how bad, what, when, who, from where, on what. */
final class AlertTable {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AlertTable() {}

    static TextTable of(List<Alert> alerts, Palette palette) {
        TextTable table = new TextTable(List.of(
                Heading.left("Severity").firmly(),
                Heading.left("Technique").firmly(),
                Heading.left("Detection"),
                Heading.left("When (UTC)").firmly(),
                Heading.left("Who"),
                Heading.left("From").firmly(),
                Heading.left("On what"),
                Heading.right("Rows").firmly()));
        for (Alert alert : alerts) {
            Detection detection = alert.detection();
            table.add(List.of(
                    new Cell(detection.severity().displayName(), text -> palette.severity(detection.severity(), text)),
                    Cell.of(detection.techniqueId()),
                    new Cell(detection.name(), palette::bold),
                    Cell.of(moment(alert.time())),
                    Cell.of(alert.account().orElse("-")),
                    Cell.of(alert.address().orElse("-")),
                    Cell.of(targets(alert.targets())),
                    Cell.of(Integer.toString(alert.count()))));
        }
        return table;
    }

    private static String moment(Instant time) {
        return MOMENT.format(time);
    }

    private static String targets(List<String> targets) {
        if (targets.isEmpty()) {
            return "-";
        }
        String more = targets.size() > 1 ? " +" + (targets.size() - 1) : "";
        return ResourceName.shorten(targets.get(0)) + more;
    }
}
