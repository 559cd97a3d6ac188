/** One raw record: its JSON, its values in the forms that a table's columns have, its identity. */
package io.azdetect.telemetry.record;
