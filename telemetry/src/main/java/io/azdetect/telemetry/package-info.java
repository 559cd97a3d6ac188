/** Azure's logs: their formats, their tables, and the workspace that holds them. */
package io.azdetect.telemetry;
