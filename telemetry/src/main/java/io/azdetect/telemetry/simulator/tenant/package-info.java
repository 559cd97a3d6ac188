/**
 * A tenant of any size at its everyday work, hour by hour, written as raw logs in Azure's formats and folder layout.
 *
 * <p>What people and applications do is written down as habits, each of which makes its records for one hour at a time and
 * draws from random numbers of its own. So logs of any length stream through an hour's memory, and the same seed writes the
 * same bytes on every machine.
 */
package io.azdetect.telemetry.simulator.tenant;
