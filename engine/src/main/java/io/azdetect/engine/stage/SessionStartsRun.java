package io.azdetect.engine.stage;

import io.azdetect.kql.plan.SessionStarts;
import java.util.Arrays;
import java.util.List;

/** Says of each row when its session began; remembers one row. */
final class SessionStartsRun implements StageProgram {
    private final SessionStarts sessions;

    SessionStartsRun(SessionStarts sessions) {
        this.sessions = sessions;
    }

    @Override
    public void run(List<RowReader> inputs, RowWriter result) {
        RowReader rows = inputs.get(0);
        int time = rows.place(sessions.time());
        int fromFirst = rows.place(sessions.fromFirst());
        int between = rows.place(sessions.between());
        int restart = rows.place(sessions.restart());
        PartitionChange partition = new PartitionChange(rows, sessions.partition());
        Long start = null;
        Long before = null;
        for (Object[] row = rows.next(); row != null; row = rows.next()) {
            Long now = (Long) row[time];
            boolean begins = partition.isNew(row)
                    || start == null
                    || before == null
                    || Boolean.TRUE.equals(row[restart])
                    || reaches(now, start, (Long) row[fromFirst])
                    || reaches(now, before, (Long) row[between]);
            if (begins) {
                start = now;
            }
            before = now;
            Object[] extended = Arrays.copyOf(row, row.length + 1);
            extended[row.length] = start;
            result.add(extended);
        }
    }

    /** Whether a time is at least so far behind another; a null is at no distance. */
    private static boolean reaches(Long now, long then, Long distance) {
        if (now == null || distance == null) {
            return false;
        }
        // Exact also where the sum of a datetime and a timespan is no datetime any more.
        long apart = now - then;
        return apart >= distance;
    }
}
