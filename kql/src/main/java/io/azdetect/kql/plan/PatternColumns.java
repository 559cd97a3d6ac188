package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.schema.Column;
import java.util.List;

/**
 * The columns of mined patterns, in the result's order. A pattern has a value of some of them; in the others any value will
 * do, for which their wildcard stands.
 *
 * <p>The rows that are mined are distinct: they have the mined columns, how much weight rows like them have together, and
 * the least weight that one of them has.
 */
public record PatternColumns(List<Cell> cells) {
    /** The column with the weight of a row and those like it. */
    public static final String WEIGHT = "$weight";

    /** The column with the least weight of these rows. */
    public static final String LEAST_WEIGHT = "$least";

    public PatternColumns {
        cells = List.copyOf(cells);
    }

    /**
     * A column of the result.
     *
     * @param mined whether patterns may have a value of it; one that tells weights or parts has its wildcard everywhere
     */
    public record Cell(Column column, boolean mined, Scalar.Constant wildcard) {
        public Cell {
            requireNonNull(column, "column");
            if (wildcard.type() != column.type()) {
                throw new IllegalArgumentException(wildcard + " stands for no value of " + column);
            }
        }
    }

    /** The columns that patterns may have values of. */
    public List<Column> mined() {
        return cells.stream().filter(Cell::mined).map(Cell::column).toList();
    }
}
