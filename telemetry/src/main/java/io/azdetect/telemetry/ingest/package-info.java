/** Bringing files of raw logs into a workspace, each record once. */
package io.azdetect.telemetry.ingest;
