package io.azdetect.telemetry.simulator.tenant;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * How large a tenant is, and which time its logs cover.
 *
 * @param identities people and applications together, from {@value #FEWEST} to {@value #MOST}
 * @param days how many days, from 1 to {@value #LONGEST}
 * @param start the first day's beginning, midnight in UTC
 * @param seed another seed makes other people and another everyday work
 */
public record TenantSize(int identities, int days, Instant start, long seed) {

    /** With fewer there is nobody left for some of the roles. */
    public static final int FEWEST = 20;

    public static final int MOST = 100_000;
    public static final int LONGEST = 3_660;

    public TenantSize {
        Objects.requireNonNull(start, "start");
        if (identities < FEWEST || identities > MOST) {
            throw new IllegalArgumentException(
                    identities + " identities: a tenant has from " + FEWEST + " to " + MOST + " of them");
        }
        if (days < 1 || days > LONGEST) {
            throw new IllegalArgumentException(days + " days: the logs cover from 1 to " + LONGEST);
        }
        if (!start.equals(start.truncatedTo(ChronoUnit.DAYS))) {
            throw new IllegalArgumentException("the start " + start + " is no midnight in UTC");
        }
    }

    /** Behind the last day. */
    public Instant end() {
        return start.plus(Duration.ofDays(days));
    }
}
