package io.azdetect.kql.function;

import static io.azdetect.kql.function.Plugin.declare;

import java.util.List;

/** Plug-ins that are made of the operators that there are: unpacking, pivoting, looking up, counting over windows. */
final class RelationalPlugins {
    static final List<Plugin> ALL = List.of(
            declare(
                    "bag_unpack(Column, [OutputColumnPrefix], [columnsConflict], [ignoredProperties])",
                    "The bag's properties as columns of their own.",
                    """
                                datatable(d: dynamic) [dynamic({"name": "a", "age": 1})]
                                | evaluate bag_unpack(d)""",
                    """
                                age:long | name:string
                                1 | a"""),
            declare(
                    "pivot(pivotColumn, aggregationFunction...)",
                    "A column for each value of the pivot column, with an aggregate (count() if none is given)"
                            + " over the rows that have it; behind it come the columns that rows are grouped by,"
                            + " all others if none are given. The columns of values are in the order of their"
                            + " names.",
                    """
                                datatable(who: string, what: string) ["a", "in", "a", "out", "b", "in"]
                                | evaluate pivot(what)""",
                    """
                                who:string | in:long | out:long
                                a | 1 | 1
                                b | 1 | 0"""),
            declare(
                    "ipv4_lookup(LookupTable, SourceIPv4Key, IPv4LookupKey, ExtraKey..., [return_unmatched])",
                    "Pairs of a row and an entry of a table of IPv4 networks whose network holds its address.",
                    """
                                datatable(ip: string) ["10.1.2.3"]
                                | evaluate ipv4_lookup((datatable(net: string, site: string) ["10.1.0.0/16", "a"]), ip, net)""",
                    """
                                ip:string | net:string | site:string
                                10.1.2.3 | 10.1.0.0/16 | a"""),
            declare(
                    "ipv6_lookup(LookupTable, SourceIPv6Key, IPv6LookupKey, [return_unmatched])",
                    "Pairs of a row and an entry of a table of IPv6 networks whose network holds its address."
                            + " An IPv4 address counts as the IPv6 address that stands for it. The entry's columns come first.",
                    """
                                datatable(ip: string) ["2001:db8::7"]
                                | evaluate ipv6_lookup((datatable(net: string, site: string) ["2001:db8::/32", "a"]), ip, net)""",
                    """
                                net:string | site:string | ip:string
                                2001:db8::/32 | a | 2001:db8::7"""),
            declare(
                            "rows_near(Condition, NumRows, [RowsAfter])",
                            "The rows that are at most so many rows before or behind one for which the condition holds, in"
                                    + " the order in which they come.",
                            """
                                range x from 1 to 9 step 1
                                | sort by x asc
                                | evaluate rows_near(x == 4, 1)""",
                            """
                                x:long
                                3
                                4
                                5""")
                    .inOrder(),
            declare(
                    "dcount_intersect(hll_1, hll_2, hll_i...)",
                    "Behind the input's columns s0, s1, …: how many distinct values the first sketch of hll, the"
                            + " first two, the first three have in common. As exact as the sketches are.",
                    """
                                range x from 1 to 10 step 1
                                | summarize a = hll(x), b = hll(x * 2)
                                | evaluate dcount_intersect(a, b)
                                | project s0, s1""",
                    """
                                s0:long | s1:long
                                10 | 5"""),
            declare(
                    "active_users_count(IdColumn, TimelineColumn, Start, End, LookbackWindow, Period,"
                            + " ActivePeriodsCount, Bin, dim...)",
                    "For each bin, the ids that were seen in it at a time when they had been seen in at least so"
                            + " many periods of the window before. The window ends with the time itself and does"
                            + " not include its start, as the documented example has it; bins without such ids"
                            + " have no row.",
                    """
                                datatable(user: string, t: datetime) ["a", datetime(2024-01-01), "a", datetime(2024-01-02)]
                                | evaluate active_users_count(
                                    user, t, datetime(2024-01-01), datetime(2024-01-03), 2d, 1d, 2, 1d)""",
                    """
                                t:datetime | dcount:long
                                2024-01-02 | 1"""),
            declare(
                    "activity_counts_metrics(IdColumn, TimelineColumn, Start, End, Step, dim...)",
                    "For each step that has rows: rows, ids, ids not seen in a step before, and ids seen so far.",
                    """
                                datatable(user: string, t: datetime) ["a", datetime(2024-01-01), "a", datetime(2024-01-02)]
                                | evaluate activity_counts_metrics(user, t, datetime(2024-01-01), datetime(2024-01-03), 1d)""",
                    """
                                t:datetime | count:long | dcount:long | new_dcount:long | aggregated_dcount:long
                                2024-01-01 | 1 | 1 | 1 | 1
                                2024-01-02 | 1 | 1 | 0 | 1"""),
            declare(
                    "sliding_window_counts(IdColumn, TimelineColumn, Start, End, LookbackWindow, Bin, dim...)",
                    "For each bin, the rows and the distinct ids of the window that ends with it.",
                    """
                                datatable(user: string, t: datetime) ["a", datetime(2024-01-01), "a", datetime(2024-01-02)]
                                | evaluate sliding_window_counts(user, t, datetime(2024-01-01), datetime(2024-01-03), 2d, 1d)""",
                    """
                                t:datetime | Count:long | Dcount:long
                                2024-01-01 | 1 | 1
                                2024-01-02 | 2 | 1
                                2024-01-03 | 1 | 1"""),
            declare(
                    "rolling_percentile(ValueColumn, Percentile, IndexColumn, BinSize, BinsPerWindow, dim...)",
                    "For each bin that has rows, a percentile of the window of so many bins that ends with it.",
                    """
                                datatable(v: long, t: datetime) [1, datetime(2024-01-01), 3, datetime(2024-01-02)]
                                | evaluate rolling_percentile(v, 50, t, 1d, 2)""",
                    """
                                t:datetime | rolling_2_percentile_v_50:long
                                2024-01-01 | 1
                                2024-01-02 | 1"""));

    private RelationalPlugins() {}
}
