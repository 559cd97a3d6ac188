package io.azdetect.kql.function;

import static io.azdetect.kql.function.Plugin.declare;

import java.util.List;

/** Plug-ins that find patterns: values that many rows have in common. */
final class MiningPlugins {
    static final List<Plugin> ALL = List.of(
            declare(
                            "autocluster([SizeWeight], [WeightColumn], [NumSeeds], CustomWildcard...)",
                            "A few patterns that many rows share, by count times number of values. Each is the best on the way of"
                                    + " one of NumSeeds frequent rows (25 if none are given) from all its values to one, by share"
                                    + " of the rows ^ SizeWeight * information of the values ^ (1 - SizeWeight), 0.5 if none is"
                                    + " given. Counts and percentages are exact. Kusto's search is a heuristic that is not"
                                    + " published in full, so that it may give other patterns. Values of less than 1 % are not"
                                    + " looked at, nor a pattern that is part of a better one or mostly covered by better ones."
                                    + " No argument: '~'.",
                            """
                                datatable(level: string, source: string) ["error", "db", "error", "db", "error", "web", "info", "web"]
                                | evaluate autocluster()""",
                            """
                                SegmentId:long | Count:long | Percent:real | level:string | source:string
                                0              | 2          | 50           | error        | db
                                1              | 1          | 25           | error        | web
                                2              | 1          | 25           | info         | web""")
                    .inOrder(),
            declare(
                            "basket([Threshold], [WeightColumn], [MaxDimensions], CustomWildcard...)",
                            "Every pattern that at least a share Threshold of the rows have (0.05 if none is given), with all"
                                    + " values that these rows have in common; by count times number of values, as on Kusto's"
                                    + " pages. Of at most MaxDimensions (5) columns the values lead to it. Exact, where Kusto"
                                    + " begins with a sample, so that patterns near the threshold may differ. No argument: '~'.",
                            """
                                datatable(level: string, source: string) ["error", "db", "error", "db", "error", "web", "info", "web"]
                                | evaluate basket(0.5)""",
                            """
                                SegmentId:long | Count:long | Percent:real | level:string | source:string
                                0              | 2          | 50           | error        | db
                                1              | 3          | 75           | error        | \"\"
                                2              | 2          | 50           | \"\"           | web""")
                    .inOrder(),
            declare(
                            "diffpatterns(SplitColumn, SplitValueA, SplitValueB, [WeightColumn], [Threshold],"
                                    + " [MaxDimensions], CustomWildcard...)",
                            "Patterns whose percentages of two parts of the rows differ by at least Threshold (0.05 if none is"
                                    + " given), the largest difference first. Of two patterns of which one is part of the other"
                                    + " the one with the larger difference is given; Kusto chooses by rules that are not"
                                    + " published, so that it may give other ones. Counts are exact, percentages have two"
                                    + " decimals as on Kusto's pages. The column that splits has its wildcard everywhere."
                                    + " No argument: '~'.",
                            """
                                datatable(ok: bool, region: string) [true, "eu", true, "us", false, "us", false, "us"]
                                | evaluate diffpatterns(ok, "false", "true")""",
                            """
                                SegmentId:long | CountA:long | CountB:long | PercentA:real | PercentB:real | PercentDiffAB:real | ok:bool | region:string
                                0              | 0           | 1           | 0             | 50            | 50                 | null    | eu
                                1              | 2           | 1           | 100           | 50            | 50                 | null    | us""")
                    .inOrder());

    private MiningPlugins() {}
}
