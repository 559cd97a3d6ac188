package io.azdetect.telemetry.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Two days of the sample tenant: ordinary work, what looks like an attack and is none, and six attacks. */
final class ContosoTenant {

    /** A Tuesday and the Wednesday after it. */
    static final Instant FIRST_DAY = Instant.parse("2024-03-12T00:00:00Z");

    static final Instant SECOND_DAY = FIRST_DAY.plus(Duration.ofDays(1));

    /** Of the certificate of aa-ops' Run As account. */
    static final String RUN_AS_THUMBPRINT =
            Ids.hex(40, "run as certificate", "aa-ops").toUpperCase(Locale.ROOT);

    private ContosoTenant() {}

    static Timeline timeline(long seed) {
        Timeline timeline = new Timeline();
        for (ContosoDay day : List.of(new ContosoDay(FIRST_DAY, true, seed), new ContosoDay(SECOND_DAY, false, seed))) {
            new ContosoPeopleAtWork(timeline, day).pass();
            new ContosoApplicationsAtWork(timeline, day).pass();
            new ContosoMachinesAtWork(timeline, day).pass();
        }
        new ContosoLookAlikes(timeline, seed).happen();
        new ContosoAttacks(timeline).happen();
        return timeline;
    }
}
