package io.azdetect.azure.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules cost a month. */
class MonthlyCostTest {
    private static final String PRICES = """
        {"date": "2026-01-31", "source": "a test", "currency": "EUR", "logAlertRules": [
          {"everyMinutes": 15, "rule": 0.5, "series": 0.05},
          {"everyMinutes": 5, "rule": 1.5, "series": 0.15}]}
        """;

    @TempDir
    private Path folder;

    private PriceTable prices(String text) throws IOException {
        return PriceTable.read(Files.writeString(folder.resolve("prices.json"), text));
    }

    @ParameterizedTest(name = "every {0} minutes costs {1}")
    @CsvSource({"1, 1.5", "5, 1.5", "10, 1.5", "14, 1.5", "15, 0.5", "60, 0.5", "1440, 0.5"})
    void aRuleHasThePriceOfTheNextTierThatIsAsFrequent(int minutes, BigDecimal price) throws IOException {
        assertThat(prices(PRICES).tier(Duration.ofMinutes(minutes)).rule()).isEqualByComparingTo(price);
    }

    @Test
    void eachTimeSeriesBeyondTheFirstCostsExtra() throws IOException {
        List<Detection> two = DetectionCatalog.builtIn().ofTechnique("AZT301.1").detections();

        assertThat(two).allMatch(d -> d.schedule().frequency().equals(Duration.ofHours(1)));
        assertThat(MonthlyCost.of(two, prices(PRICES), 1).total()).isEqualByComparingTo("1.00");
        assertThat(MonthlyCost.of(two, prices(PRICES), 4).total()).isEqualByComparingTo("1.30");
    }

    @Test
    void whatAzureMonitorCannotRunCostsNothingAndIsNamed() throws IOException {
        List<Detection> all = DetectionCatalog.builtIn().detections();

        MonthlyCost cost = MonthlyCost.of(all, prices(PRICES), 1);

        assertThat(cost.lines().size() + cost.refused().size()).isEqualTo(all.size());
        assertThat(cost.refused().keySet())
                .isNotEmpty()
                .allMatch(d -> d.schedule().period().compareTo(Duration.ofDays(2)) > 0);
    }

    @Test
    void theBuiltInPricesFallWithTheFrequencyAndSayWhenAndWhereTheyAreFrom() {
        PriceTable builtIn = PriceTable.builtIn();

        assertThat(builtIn.tiers()).allSatisfy(tier -> {
            assertThat(tier.source()).startsWith("https://");
            assertThat(tier.date()).isAfter("2026-01-01");
        });
        assertThat(builtIn.tiers()).extracting(PriceTable.Tier::rule).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | line 1: this is no JSON",
                "{} | there is no field 'logAlertRules'",
                "{\"logAlertRules\": []} | logAlertRules has no prices",
                "{\"logAlertRules\": [{\"everyMinutes\": 5, \"rule\": 1, \"series\": 1}]} | there is no field 'date'",
                "{\"logAlertRules\": [{\"everyMinutes\": 0, \"rule\": 1, \"series\": 1}]} | everyMinutes is 0",
                "{\"logAlertRules\": [{\"everyMinutes\": 5, \"rule\": -1, \"series\": 1}]} | rule is -1",
                "{\"date\": \"May\", \"source\": \"x\", \"logAlertRules\": [{\"everyMinutes\": 5, \"rule\": 1,"
                        + " \"series\": 1}]} | date is 'May'"
            })
    void aPriceFileThatCannotBeUsedIsToldWhy(String text, String reason) {
        assertThatThrownBy(() -> prices(text)).hasMessageContaining(reason).hasMessageContaining("prices.json");
    }
}
