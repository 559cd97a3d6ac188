package io.azdetect.telemetry.mapping;

/**
 * A row of a table.
 *
 * @param table its table
 * @param values a value for each of the table's columns, in the Java form of the column's type; columns that were added
 *     since may lack one
 * @param time TimeGenerated in ticks
 */
@SuppressWarnings("ArrayRecordComponent") // a million of them: they are handed on, never compared
public record Row(TableLayout table, Object[] values, long time) {}
