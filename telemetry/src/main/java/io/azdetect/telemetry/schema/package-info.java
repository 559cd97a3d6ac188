/** The tables of Log Analytics and Microsoft Defender XDR. */
package io.azdetect.telemetry.schema;
