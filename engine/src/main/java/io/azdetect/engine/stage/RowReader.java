package io.azdetect.engine.stage;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.schema.Column;
import java.util.List;

/** The rows of a stage's input, in their order. */
public interface RowReader {
    /** What each place of a row holds. */
    List<Column> columns();

    /**
     * The next row, which is the caller's to keep; null behind the last. Values have the Java forms that {@link
     * io.azdetect.kql.type.KqlType} names.
     *
     * @throws KqlException when the query fails, is cancelled or reaches a limit
     */
    Object[] next();

    /** Where the column of this name is in a row. */
    default int place(String column) {
        for (int i = 0; i < columns().size(); i++) {
            if (columns().get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + column + " among " + columns());
    }
}
