package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code azdetect cost} and {@code azdetect telemetry export} as a user meets them. */
class CostCommandTest {
    @TempDir
    private Path folder;

    @Test
    void itSaysTheSumAndWhereThePricesAreFrom() {
        Outcome outcome = Commands.run("cost", "--technique", "AZT301.1", "--series", "3");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("Together 1.20 USD a month for 2 rules of Azure Monitor that watch 3 time series each.")
                .contains("The price for every 15 minutes is of 2026-10-03: https://prices.azure.com/");
    }

    @Test
    void pricesOfOnesOwnAreUsedAndBadOnesAreAUsageError() throws IOException {
        Path prices = Files.writeString(
                folder.resolve("ours.json"),
                "{\"date\": \"2026-02-01\", \"source\": \"our contract\", \"currency\": \"EUR\","
                        + " \"logAlertRules\": [{\"everyMinutes\": 5, \"rule\": 1, \"series\": 0.1}]}");

        assertThat(Commands.run("cost", "--technique", "AZT301.1", "--prices", prices.toString())
                        .out())
                .contains("Together 2.00 EUR");

        Files.writeString(prices, "{}");
        Outcome bad = Commands.run("cost", "--prices", prices.toString());
        assertThat(bad.code()).isEqualTo(ExitCode.USAGE);
        assertThat(bad.err()).contains("there is no field 'logAlertRules'");
        assertThat(Commands.run("cost", "--series", "0").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theLogsThatDetectionsNeedAreWrittenAsTemplates() {
        Outcome outcome = Commands.run("telemetry", "export", "--technique", "AZT604", "--out", folder.toString());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("README.md says what to do with them");
        assertThat(folder.resolve("resource-logs.json")).exists();
    }
}
