/**
 * The tenant simulator: raw Azure records written short, and a made-up tenant's days in Azure's own formats.
 *
 * <p>{@link io.azdetect.telemetry.simulator.Events} expands a few fields into the complete record that Azure would write;
 * detection tests are written with it.
 */
package io.azdetect.telemetry.simulator;
