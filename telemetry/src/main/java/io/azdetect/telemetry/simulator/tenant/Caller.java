package io.azdetect.telemetry.simulator.tenant;

/** Whoever acts in the tenant. */
interface Caller {
    /** A user principal name, or the name of a service principal. */
    String name();

    /** The address it calls from in that hour. */
    String ip(SimulatedHour hour);
}
