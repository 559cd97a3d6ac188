package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.schema.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    public Plan.Stage narrowed(Plan.Stage stage, Set<String> needed) {
        Set<String> kept = new HashSet<>(needed);
        kept.addAll(List.of(time, fromFirst, between, restart));
        kept.addAll(partition);
        Plan input = stage.inputs().get(0);
        List<Plan.Assignment> read = input.columns().stream()
                .filter(c -> kept.contains(c.name()))
                .map(Plan.Assignment::same)
                .toList();
        Column result = stage.columns().get(stage.columns().size() - 1);
        List<Column> columns = Stream.concat(read.stream().map(Plan.Assignment::column), Stream.of(result))
                .toList();
        return new Plan.Stage(List.of(new Plan.Project(input, read)), this, columns);
    }

    @Override
    public Optional<Plan.Stage> perKey(Plan.Stage stage, Plan input, List<String> keys, List<Column> along) {
        List<String> parts = Stream.concat(keys.stream(), partition.stream()).toList();
        Column result = stage.columns().get(stage.columns().size() - 1);
        List<Column> columns =
                Stream.concat(input.columns().stream(), Stream.of(result)).toList();
        return Optional.of(
                new Plan.Stage(List.of(input), new SessionStarts(time, fromFirst, between, restart, parts), columns));
    }

    @Override
    public String describe() {
        return "row_window_session(" + String.join(", ", time, fromFirst, between, restart) + ")";
    }
}
