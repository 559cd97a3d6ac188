package io.azdetect.telemetry.ingest;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.type.KqlType;
import io.azdetect.telemetry.mapping.Row;
import io.azdetect.telemetry.mapping.TableLayout;
import java.util.List;

/** The table of what could not become a row: queries read it like any other. */
public final class Quarantine {
    /** Its name. */
    public static final String TABLE = "Quarantine";

    /** Its columns: when it was ingested, from where, why, and the text (of long ones the beginning) with its length. */
    public static final TableSchema SCHEMA = new TableSchema(
            TABLE,
            List.of(
                    new Column("TimeGenerated", KqlType.DATETIME),
                    new Column("File", KqlType.STRING),
                    new Column("Line", KqlType.LONG),
                    new Column("Reason", KqlType.STRING),
                    new Column("RawRecord", KqlType.STRING),
                    new Column("RawLength", KqlType.LONG),
                    new Column("Type", KqlType.STRING)));

    private static final TableLayout LAYOUT = new TableLayout(SCHEMA);

    private Quarantine() {}

    /** The row of a record; a line of 0 means the file as a whole. */
    static Row row(long now, String file, long line, String reason, String text, long length) {
        return new Row(LAYOUT, new Object[] {now, file, line, reason, text, length, TABLE}, now);
    }

    /** Why a row of this table is here. */
    static String reason(Row row) {
        return (String) row.values()[LAYOUT.indexOf("Reason")];
    }
}
