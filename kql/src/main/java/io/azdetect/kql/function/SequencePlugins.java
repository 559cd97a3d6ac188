package io.azdetect.kql.function;

import static io.azdetect.kql.function.Plugin.declare;

import java.util.List;

/** Plug-ins over what follows what: sessions, sequences, funnels. */
final class SequencePlugins {
    static final List<Plugin> ALL = List.of(
            declare(
                    "session_count(IdColumn, TimelineColumn, Start, End, Bin, LookBackWindow, dim...)",
                    "For each bin, the sessions that begin in it: an id's rows with gaps longer than the look-back"
                            + " window between them are sessions apart. As the documented chart has it, bins are"
                            + " counted as bin() does, and what comes at Start itself counts as before; bins without"
                            + " a session have no row.",
                    """
                                datatable(user: string, t: long) ["a", 11, "a", 13, "a", 19, "b", 25]
                                | evaluate session_count(user, t, 10, 30, 10, 5)""",
                    """
                                t:long | count_sessions:long
                                10 | 2
                                20 | 1"""),
            declare(
                    "sequence_detect(TimelineColumn, MaxSequenceStepWindow, MaxSequenceSpan, Name = Expr..., Dim...)",
                    "A row for each combination of times at which the conditions held one after another, among rows"
                            + " with the same values of the columns behind the conditions. A step is later than the"
                            + " one before.",
                    """
                                datatable(user: string, t: datetime, what: string) [
                                    "a", datetime(2024-01-01 10:00), "in", "a", datetime(2024-01-01 10:05), "out"]
                                | evaluate sequence_detect(t, 10m, 1h, came = what == "in", went = what == "out", user)""",
                    """
                                user:string | came_t:datetime | went_t:datetime | Duration:timespan
                                a | 2024-01-01T10:00:00Z | 2024-01-01T10:05:00Z | 00:05:00"""),
            declare(
                            "funnel_sequence_completion(IdColumn, TimelineColumn, Start, End, BinSize, StateColumn,"
                                    + " Sequence, MaxSequenceStepWindows)",
                            "For each bin, each timespan and each state of the sequence, the ids that got from the"
                                    + " sequence's first state to it within the timespan; without such ids there is no"
                                    + " row. A state is later than the one before.",
                            """
                                datatable(id: string, t: datetime, s: string) [
                                    "a", datetime(2024-01-01 10:00), "in", "a", datetime(2024-01-01 12:00), "out"]
                                | evaluate funnel_sequence_completion(id, t, datetime(2024-01-01), datetime(2024-01-02),
                                    1d, s, dynamic(["in", "out"]), dynamic([1h, 4h]))""",
                            """
                                t:datetime | s:string | Period:timespan | dcount:long
                                2024-01-01 | in | 01:00:00 | 1
                                2024-01-01 | in | 04:00:00 | 1
                                2024-01-01 | out | 04:00:00 | 1""")
                    .inOrder());

    private SequencePlugins() {}
}
