package io.azdetect.telemetry.simulator.tenant;

/** Something that goes on in the tenant. Habits keep nothing from one hour to the next. */
@FunctionalInterface
interface Habit {
    /** Adds what happens in that hour; what began in it may end later. */
    void pass(SimulatedHour hour);
}
