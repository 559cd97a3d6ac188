package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * {@code row_window_session}: the time of a row, or of an earlier one where the row belongs to the same session. The result
 * is the input's columns with one more behind them, of type datetime.
 *
 * @param time the input's column of datetimes
 * @param fromFirst the column with the timespan after a session's start at which it ends
 * @param between the column with the timespan between neighbours at which it ends
 * @param restart the column that is true where a session starts in any case
 * @param partition columns whose rows of equal values are sessions apart; these rows have to be side by side
 */
public record SessionStarts(String time, String fromFirst, String between, String restart, List<String> partition)
        implements Program {
    public SessionStarts {
        requireNonNull(time, "time");
        requireNonNull(fromFirst, "fromFirst");
        requireNonNull(between, "between");
        requireNonNull(restart, "restart");
        partition = List.copyOf(partition);
    }

    @Override
    public String describe() {
        return "row_window_session(" + String.join(", ", time, fromFirst, between, restart) + ")";
    }
}
