package io.azdetect.cli;

import io.azdetect.azure.cost.MonthlyCost;
import io.azdetect.azure.cost.PriceTable;
import io.azdetect.cli.terminal.Terminal;
import io.azdetect.cli.terminal.TextTable;
import io.azdetect.cli.terminal.TextTable.Cell;
import io.azdetect.cli.terminal.TextTable.Heading;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect cost}. */
@Command(
        name = "cost",
        description = "Say what detections would cost a month as alert rules of Azure Monitor.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect cost",
            "  azdetect cost --tactic Execution --series 5",
            "  azdetect cost --prices ours.json",
            "",
            "It counts rules only. What the logs cost depends on their volume, and Microsoft Sentinel charges nothing"
                    + " for rules."
        })
final class CostCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DetectionChoice choice;

    @Option(
            names = "--series",
            paramLabel = "NUMBER",
            description =
                    "How many time series a rule watches on average: combinations of the values that its alerts are"
                            + " split by. 1 unless given.")
    private int series = 1;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices of yours, a JSON file like the built-in one; docs/deploying.md shows its form.")
    private Path prices;

    CostCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (series < 1) {
            throw new UsageException("--series is " + series + ", and a rule watches one time series at least");
        }
        print(MonthlyCost.of(choice.detections(), table(), series));
        return ExitCode.OK;
    }

    private PriceTable table() throws IOException {
        if (prices == null) {
            return PriceTable.builtIn();
        }
        try {
            return PriceTable.read(prices);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage(), e);
        }
    }

    private void print(MonthlyCost cost) {
        String currency = cost.prices().currency();
        Map<Duration, List<MonthlyCost.Line>> byFrequency = cost.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> line.detection().schedule().frequency(), TreeMap::new, Collectors.toList()));
        TextTable table = new TextTable(List.of(
                Heading.left("Runs every"),
                Heading.right("Rules"),
                Heading.right("A rule, " + currency),
                Heading.right("All, " + currency)));
        byFrequency.forEach((frequency, lines) -> table.add(List.of(
                Cell.of(words(frequency)),
                Cell.of(Integer.toString(lines.size())),
                Cell.of(amount(lines.get(0).cost())),
                Cell.of(amount(lines.get(0).cost().multiply(BigDecimal.valueOf(lines.size())))))));
        table.print(terminal.out(), terminal.outScreen());
        terminal.out()
                .println("Together " + amount(cost.total()) + " " + currency + " a month for "
                        + cost.lines().size() + " rules of Azure Monitor that watch " + cost.series()
                        + " time series each.");
        if (!cost.refused().isEmpty()) {
            terminal.out()
                    .println("Not counted are " + cost.refused().size()
                            + " detections that Azure Monitor cannot run; Microsoft Sentinel charges nothing"
                            + " for rules.");
        }
        byFrequency.keySet().stream()
                .map(cost.prices()::tier)
                .distinct()
                .forEach(tier -> terminal.out()
                        .println("The price for every " + words(tier.every()) + " is of " + tier.date() + ": "
                                + tier.source()));
    }

    private static String words(Duration frequency) {
        return frequency.toMinutes() + (frequency.toMinutes() == 1 ? " minute" : " minutes");
    }

    private static String amount(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
