package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.schema.TableSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MutationsTest {
    private static final Instant NOW = Instant.parse("2024-03-06T12:00:00Z");
    private static final TimeBounds DAY = new TimeBounds(Ticks.of(NOW.minus(Duration.ofDays(1))), Ticks.of(NOW));

    private static Detection detection(String query) {
        String rule = """
            id: a
            name: b
            severity: Low
            queryFrequency: 1h
            queryPeriod: 1d
            query: |
              %s
            entityMappings:
              - entityType: Account
                fieldMappings: [{identifier: FullName, columnName: Caller}]
            """.formatted(query.replace("\n", "\n  "));
        try {
            return DetectionCatalog.read(Map.of("rule.yaml", rule)).get(0);
        } catch (InvalidDetectionsException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Plan plan(Detection detection) {
        return KqlCompiler.compile(detection.query(), TableSchemas.builtIn(), CompileOptions.at(NOW))
                .plan();
    }

    private static Set<Mutant> mutants(String query) {
        Detection detection = detection(query);
        return Mutations.of(detection, plan(detection), DAY);
    }

    private static List<String> words(String query) {
        return mutants(query).stream().map(Mutant::words).toList();
    }

    @Test
    void aConditionIsDroppedTurnedAroundAndShifted() {
        assertThat(words("AzureActivity | where Level != \"x\" | project Caller"))
                .containsExactlyInAnyOrder(
                        "drop Level != \"x\"",
                        "change != to == in Level != \"x\"",
                        "change \"x\" to \"x~\" in Level != \"x\"");
    }

    @Test
    void anItemOfAListIsDroppedAndTheCaseCounts() {
        assertThat(words("AzureActivity | where Level in~ (\"a\", \"b\") | project Caller"))
                .containsExactlyInAnyOrder(
                        "drop Level in~ (\"a\", \"b\")",
                        "change in~ to in in Level in~ (\"a\", \"b\")",
                        "change in~ to !in~ in Level in~ (\"a\", \"b\")",
                        "drop item \"a\" of Level in~ (\"a\", \"b\")",
                        "drop item \"b\" of Level in~ (\"a\", \"b\")");
    }

    @Test
    void ofAConjunctionEachPartIsDroppedAndAndBecomesOr() {
        assertThat(words("AzureActivity | where isempty(Level) and isempty(Category) | project Caller"))
                .containsExactlyInAnyOrder(
                        "change and to or in isempty(Level) and isempty(Category)",
                        "drop isempty(Level)",
                        "drop isempty(Category)",
                        "change isempty to isnotempty in isempty(Level)",
                        "change isempty to isnotempty in isempty(Category)");
    }

    @Test
    void aThresholdMovesByATenth() {
        assertThat(words("AzureActivity | summarize N = count() by Caller | where N > 20 | project Caller"))
                .contains("change > to >= in N > 20", "change 20 to 22 in N > 20");
    }

    @Test
    void aWindowIsDoubledWithinThePeriodAndHalved() {
        assertThat(words("AzureActivity | where TimeGenerated > ago(2h) | project Caller"))
                .contains(
                        "look back 4h instead of 2h in TimeGenerated > ago(2h)",
                        "look back 1h instead of 2h in TimeGenerated > ago(2h)");
        assertThat(words("AzureActivity | where TimeGenerated > ago(1d) | project Caller"))
                .contains("look back 12h instead of 1d in TimeGenerated > ago(1d)")
                .noneMatch(words -> words.startsWith("look back 2d"));
    }

    @Test
    void aKindOfJoinIsExchangedWhereThatCanMakeADifference() {
        String right = "(SigninLogs | project Who = UserPrincipalName) on $left.Caller == $right.Who";

        assertThat(words("AzureActivity | join kind=inner " + right + " | project Caller"))
                .contains("join kind=inner becomes innerunique on Who", "join kind=inner becomes leftouter on Who");
        assertThat(words("AzureActivity | distinct Caller | join kind=inner " + right + " | project Caller"))
                .contains("join kind=inner becomes leftouter on Who")
                .doesNotContain("join kind=inner becomes innerunique on Who");
        assertThat(words("AzureActivity | join kind=leftanti " + right + " | project Caller"))
                .contains("join kind=leftanti becomes leftsemi on Who");
    }

    @Test
    void anEntityAndAKeyAreTakenFromAnotherColumnOfTheirType() {
        assertThat(words("AzureActivity | summarize N = count() by Caller, Level"))
                .contains("swap Caller for Level as Account.FullName");
        assertThat(words("AzureActivity | project Level, Caller | where isnotempty(Level) | summarize by Caller"))
                .contains("swap Caller for Level in by Caller");
    }

    @Test
    void whatOnlyInformsIsLeftAlone() {
        assertThat(words("AzureActivity | project Caller, Where = strcat(Level, \"-\", 7)"))
                .containsExactly("swap Caller for Where as Account.FullName");
    }

    @Test
    void aMutantIsMadeAtItsPlaceAlone() {
        Detection detection =
                detection("AzureActivity\n| where Level != \"x\"\n| where Category != \"x\"\n| project Caller");
        Plan plan = plan(detection);
        Mutant dropped = Mutations.of(detection, plan, DAY).stream()
                .filter(m -> m.words().equals("drop Category != \"x\""))
                .findFirst()
                .orElseThrow();

        assertThat(dropped.line()).isEqualTo(9);
        assertThat(Mutations.making(dropped).apply(plan, DAY).toString())
                .contains("Level")
                .doesNotContain("ColumnReference[name=Category");
    }

    /** What decides is looked at in a plan with fewer columns, in which the next one of a type is another. */
    @Test
    void aKeyIsTakenFromTheColumnThatTheMutantNamesAlsoInThePlanWithAllColumns() {
        Detection detection = detection("AzureActivity\n"
                + "| where isnotempty(ResourceGroup)\n"
                + "| summarize TimeGenerated = max(TimeGenerated), Levels = make_set(Level), Groups ="
                + " make_set(ResourceGroup), N = count() by Caller\n"
                + "| where N > 1 and isnotempty(Caller)\n"
                + "| join kind=inner (SigninLogs | project UserPrincipalName, Location) on $left.Caller =="
                + " $right.UserPrincipalName\n"
                + "| project TimeGenerated, Caller, Levels, Groups, Location");
        Plan plan = plan(detection);

        assertThat(Mutations.of(detection, plan, DAY))
                .filteredOn(mutant -> mutant.words().startsWith("swap"))
                .isNotEmpty()
                .allSatisfy(mutant -> assertThat(Mutations.making(mutant).apply(plan, DAY))
                        .as(mutant.words())
                        .isNotEqualTo(plan));
    }

    /**
     * A mutant that is not made passes every test, and is reported as a mistake that nobody notices. Swaps name a column, which is
     * what differs between a plan with all columns and one without.
     */
    @Test
    void everySwapInTheCataloguesOwnDetectionsChangesItsPlan() {
        for (Detection detection : DetectionCatalog.builtIn().detections()) {
            Plan plan = plan(detection);
            Evaluations evaluations = Evaluations.of(detection.schedule());
            TimeBounds window = new TimeBounds(Ticks.of(NOW) - evaluations.period(), Ticks.of(NOW));
            // Walking a plan may write a part of it otherwise without changing anything.
            Plan walked = Mutations.making(new Mutant(detection, new Span(0, 0), "none"))
                    .apply(plan, window);
            for (Mutant mutant : Mutations.of(detection, plan, window)) {
                if (!mutant.words().startsWith("swap ")) {
                    continue;
                }
                assertThat(Mutations.making(mutant).apply(plan, window))
                        .as("%s of %s", mutant.words(), mutant.place())
                        .isNotEqualTo(walked);
            }
        }
    }

    /** One plan with an open clock serves all evaluations, so a change that is made in it must be the one that each would get. */
    @Test
    void aMutantOfAQueryThatReadsTheClockIsTheSameInThePlanWithAnOpenClock() {
        Detection detection =
                detection("AzureActivity\n| where TimeGenerated > ago(2h)\n| project TimeGenerated, Caller");
        Plan plan = plan(detection);
        Plan open = KqlCompiler.compile(
                        detection.query(),
                        TableSchemas.builtIn(),
                        CompileOptions.at(NOW).withOpenClock())
                .plan();

        assertThat(Mutations.of(detection, plan, DAY)).isNotEmpty().allSatisfy(mutant -> {
            PlanChange change = Mutations.making(mutant);
            assertThat(change.fits(open, DAY)).as(mutant.words()).isTrue();
            assertThat(OpenClock.at(change.apply(open, DAY), DAY.to()))
                    .as(mutant.words())
                    .isEqualTo(change.apply(plan, DAY));
        });
    }

    @Test
    void whatALetUsesSeveralTimesIsOneMutant() {
        String query =
                "let A = AzureActivity | where Level == \"x\"; A | join kind=inner (A) on Caller | project Caller";

        assertThat(words(query)).containsOnlyOnce("drop Level == \"x\"");
    }
}
