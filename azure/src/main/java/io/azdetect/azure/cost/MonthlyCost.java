package io.azdetect.azure.cost;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.export.RuleBodies;
import io.azdetect.catalog.Detection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What detections cost a month as rules of Azure Monitor: a price for each rule by how often it runs, and one for each time
 * series beyond the first. A rule watches a time series for each combination of its dimensions' values that its results
 * have (<a href="https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview">alerts overview</a>). Microsoft
 * Sentinel charges nothing for its rules.
 *
 * @param series how many time series a rule watches
 * @param refused those that Azure Monitor cannot run, and why
 */
public record MonthlyCost(PriceTable prices, int series, List<Line> lines, Map<Detection, String> refused) {
    public MonthlyCost {
        requireNonNull(prices, "prices");
        lines = List.copyOf(lines);
        refused = new LinkedHashMap<>(refused);
    }

    /** One rule's cost a month. */
    public record Line(Detection detection, BigDecimal cost) {}

    /**
     * The cost of all rules.
     *
     * @param series how many time series a rule watches on average, from 1
     */
    public static MonthlyCost of(List<Detection> detections, PriceTable prices, int series) {
        if (series < 1) {
            throw new IllegalArgumentException("a rule watches one time series at least, not " + series);
        }
        List<Line> lines = new ArrayList<>();
        Map<Detection, String> refused = new LinkedHashMap<>();
        for (Detection detection : detections) {
            RuleBodies.monitorRefusal(detection).ifPresent(reason -> refused.put(detection, reason));
            if (!refused.containsKey(detection)) {
                PriceTable.Tier tier = prices.tier(detection.schedule().frequency());
                lines.add(new Line(
                        detection, tier.rule().add(tier.series().multiply(BigDecimal.valueOf(series - 1L)))));
            }
        }
        return new MonthlyCost(prices, series, lines, refused);
    }

    public BigDecimal total() {
        return lines.stream().map(Line::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
