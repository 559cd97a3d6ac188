package io.azdetect.engine.stage;

import java.util.List;
import java.util.Objects;

/** Notices where rows that lie side by side by some columns go over to the next values of these. */
final class PartitionChange {
    private final int[] places;
    private Object[] before;

    PartitionChange(RowReader rows, List<String> columns) {
        places = columns.stream().mapToInt(rows::place).toArray();
    }

    /** Whether the row has other values than the one before; of the first row, true. */
    boolean isNew(Object[] row) {
        boolean changed = before == null;
        for (int place : places) {
            changed = changed || !Objects.equals(before[place], row[place]);
        }
        before = row;
        return changed;
    }
}
