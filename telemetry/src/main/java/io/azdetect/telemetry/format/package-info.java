/** Files as Azure's services and tools write them, cut into raw records in constant memory. */
package io.azdetect.telemetry.format;
