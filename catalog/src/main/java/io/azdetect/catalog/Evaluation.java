package io.azdetect.catalog;

import io.azdetect.kql.schema.Column;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What one evaluation of a detection means, wherever its query ran. */
public final class Evaluation {
    private Evaluation() {}

    /**
     * The alerts that the rows of an evaluation are; none when they do not reach the detection's trigger.
     *
     * @param end when the evaluation is
     * @param rows values in the columns' order and in the forms of {@link io.azdetect.kql.type.KqlType}
     */
    public static List<Alert> alerts(Detection detection, Instant end, List<Column> columns, List<List<Object>> rows) {
        if (!detection.trigger().isReachedBy(rows.size())) {
            return List.of();
        }
        Function<List<Object>, TimedRow> timed = TimedRow.byColumn(columns);
        AlertDrafts drafts = new AlertDrafts(detection, false, columns);
        drafts.fire(0, end, rows.stream().map(timed).toList());
        return drafts.alerts();
    }
}
