package io.azdetect.cli;

import io.azdetect.telemetry.simulator.tenant.TenantSize;
import java.time.Instant;
import picocli.CommandLine.Option;

/** How large a simulated tenant is, and which time its logs cover. */
final class TenantOptions {
    /** A Monday. */
    private static final String USUAL_START = "2024-04-01";

    @Option(
            names = "--identities",
            paramLabel = "N",
            defaultValue = "200",
            description = "People and applications together; ${DEFAULT-VALUE} unless given.")
    private int identities;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How many days of logs; ${DEFAULT-VALUE} unless given.")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Another seed makes another tenant; the same one the same logs. ${DEFAULT-VALUE} unless given.")
    private long seed;

    @Option(
            names = "--start",
            paramLabel = "DATE",
            defaultValue = USUAL_START,
            converter = Moments.InstantConverter.class,
            description = "The first day; ${DEFAULT-VALUE} unless given.")
    private Instant start;

    /** @param daysBefore days of everyday work before the first one */
    TenantSize size(int daysBefore) {
        try {
            return new TenantSize(
                    identities, days + daysBefore, start.minus(java.time.Duration.ofDays(daysBefore)), seed);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    int days() {
        return days;
    }

    Instant start() {
        return start;
    }

    /** As they are typed. */
    @Override
    public String toString() {
        return "--identities " + identities + " --days " + days + " --seed " + seed;
    }
}
