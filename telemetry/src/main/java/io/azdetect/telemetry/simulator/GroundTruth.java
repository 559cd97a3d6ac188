package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What is hidden in the sample tenant, written down for those who want to check what was found. */
final class GroundTruth {

    static final String FILE = "GROUND_TRUTH.md";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Timeline timeline;
    private final SampleFolder folder;

    GroundTruth(Timeline timeline, SampleFolder folder) {
        this.timeline = timeline;
        this.folder = folder;
    }

    byte[] markdown() {
        StringBuilder page = new StringBuilder();
        page.append("""
                # What is hidden in the Contoso sample

                Two days of a made-up tenant, 12 and 13 March 2024. Six attacks are in it; everything else is everyday work, some
                of which looks like an attack and is none. Times are UTC. All addresses are of the blocks that RFC 5737 reserves
                for documentation. A place names a line of the file, of a packed file once unpacked, and where a line holds
                several records the record's index. This page is written by the generator that writes the files.

                """);
        page.append(folder.sightings().size())
                .append(" records in ")
                .append(folder.files().size())
                .append(" files.\n\n");
        page.append("| files | what they are | records |\n| --- | --- | --- |\n");
        for (Route route : Route.values()) {
            page.append("| `")
                    .append(route.pathPattern())
                    .append("` | ")
                    .append(route.about())
                    .append(" | ")
                    .append(folder.sightings().stream()
                            .filter(sighting -> sighting.route() == route)
                            .count())
                    .append(" |\n");
        }
        page.append("\n## Attacks\n\n");
        page.append("| # | when | who | from | on what | should alert |\n| --- | --- | --- | --- | --- | --- |\n");
        List<Story> attacks =
                timeline.stories().stream().filter(Story::isAttack).toList();
        for (int i = 0; i < attacks.size(); i++) {
            Story attack = attacks.get(i);
            page.append("| ")
                    .append(i + 1)
                    .append(" | ")
                    .append(TIME.format(attack.act().orElseThrow()))
                    .append(" | ")
                    .append(attack.who())
                    .append(" | ")
                    .append(attack.from())
                    .append(" | ")
                    .append(attack.target())
                    .append(" | ")
                    .append(String.join("; ", attack.detections()))
                    .append(" |\n");
        }
        page.append("\nThe first two are one session: the first detection alerts once, on two machines.\n");
        for (int i = 0; i < attacks.size(); i++) {
            chapter(page, "### " + (i + 1) + ". ", attacks.get(i));
        }
        page.append("\n## Look-alikes\n\nNone of these alerts.\n");
        timeline.stories().stream().filter(story -> !story.isAttack()).forEach(story -> chapter(page, "### ", story));
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<Sighting> records(Story story) {
        return timeline.sightings().stream()
                .filter(sighting -> sighting.story().filter(story::equals).isPresent())
                .sorted(Comparator.comparing(Sighting::at))
                .toList();
    }

    private void chapter(StringBuilder page, String heading, Story story) {
        page.append('\n').append(heading).append(story.title()).append("\n\n");
        page.append(story.text()).append("\n\n");
        page.append("Who: ").append(story.who());
        if (!story.from().isEmpty()) {
            page.append(", from ").append(story.from());
        }
        page.append(". On: ").append(story.target()).append(".\n\n");
        page.append("| time | record | file | place |\n| --- | --- | --- | --- |\n");
        for (Sighting sighting : records(story)) {
            SampleFolder.Place place = folder.place(sighting);
            page.append("| ")
                    .append(TIME.format(sighting.at()))
                    .append(" | ")
                    .append(summary(sighting.event().record()))
                    .append(" | `")
                    .append(place.file())
                    .append("` | ")
                    .append(place.where())
                    .append(" |\n");
        }
    }

    /** The record in a few words: what was done, and how it ended. */
    static String summary(ObjectNode record) {
        if (record.has("EventID")) {
            return "event " + record.get("EventID").asText() + " on "
                    + record.get("Computer").asText();
        }
        if (record.has("SyslogMessage")) {
            return "syslog of " + record.get("ProcessName").asText() + " on "
                    + record.get("Computer").asText();
        }
        String outcome = record.at("/properties/httpStatusCode")
                .asText(record.path("statusCode")
                        .asText(record.path("resultType")
                                .asText(record.at("/properties/result").asText())));
        return record.get("category").asText() + " "
                + record.get("operationName").asText() + ", " + outcome;
    }
}
