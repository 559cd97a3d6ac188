package io.azdetect.catalog.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.catalog.Alert;
import io.azdetect.catalog.AttackChain;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.Entity;
import io.azdetect.catalog.HuntResult.Failure;
import io.azdetect.catalog.Severity;
import io.azdetect.telemetry.simulator.tenant.Tenant;
import io.azdetect.telemetry.simulator.tenant.TenantSize;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final Instant START = Instant.parse("2024-04-01T00:00:00Z");
    private static final Detection MEDIUM = detection("disk-sas-generated");

    @Test
    void aMonthsBudgetIsTheSeveritys() {
        assertThat(Noise.budget(Severity.HIGH, 30)).isEqualTo(OptionalInt.of(1));
        assertThat(Noise.budget(Severity.MEDIUM, 30)).isEqualTo(OptionalInt.of(5));
        assertThat(Noise.budget(Severity.LOW, 30)).isEqualTo(OptionalInt.of(30));
        assertThat(Noise.budget(Severity.INFORMATIONAL, 30)).isEmpty();
    }

    @Test
    void longerTimesHaveMoreAndShorterOnesNoLess() {
        assertThat(Noise.budget(Severity.MEDIUM, 90)).isEqualTo(OptionalInt.of(15));
        assertThat(Noise.budget(Severity.MEDIUM, 3)).isEqualTo(OptionalInt.of(5));
    }

    @Test
    void aDetectionMayUseItsWholeBudgetAndNoMore() {
        assertThat(noise(5).over()).isEmpty();
        assertThat(noise(6).over()).extracting(Noise.OfDetection::detection).containsExactly(MEDIUM);
    }

    @Test
    void oneThatCouldNotRunIsOverWhateverItRaised() {
        Noise noise = Noise.of(List.of(MEDIUM), List.of(), List.of(new Failure(MEDIUM, "no such column")), 30);

        assertThat(noise.over())
                .singleElement()
                .satisfies(of -> assertThat(of.failure()).contains("no such column"));
    }

    @Test
    void anAttackIsTheDetectionsFirstFiringTestPlayedByPeopleOfTheTenant() {
        Tenant tenant = tenant();

        Injection injection = injection(tenant);

        assertThat(injection.techniques())
                .containsExactly(MEDIUM.technique().orElseThrow().id());
        assertThat(injection.expected()).containsExactly(MEDIUM.slug());
        assertThat(injection.begin()).isAfterOrEqualTo(START);
        assertThat(injection.end()).isBefore(tenant.size().end());
        assertThat(injection.events())
                .isNotEmpty()
                .allSatisfy(
                        event -> assertThat(event.event().record().toString()).doesNotContain("mallory"));
        assertThat(tenant.ordinaryUsers()).containsAnyElementsOf(injection.who());
        assertThat(injection(tenant)).isEqualTo(injection);
    }

    @Test
    void anAlertThatNamesTheAttackerAtTheTimeIsTheAttacks() {
        Injection injection = injection(tenant());
        String attacker = injection.who().iterator().next();
        Alert there = alert(injection.end().plus(Duration.ofHours(1)), attacker);
        Alert later = alert(injection.end().plus(Duration.ofDays(2)), attacker);
        Alert other = alert(injection.end().plus(Duration.ofHours(1)), "somebody@contoso.com");

        Recall recall = Recall.of(List.of(injection), List.of(there, later, other));

        assertThat(recall.alerts(injection)).containsExactly(there);
        assertThat(recall.rest()).containsExactly(later, other);
        assertThat(recall.missed()).isEmpty();
    }

    @Test
    void anAttackThatOnlyOthersSawIsMissed() {
        Injection injection = injection(tenant());
        Alert others = new Alert(
                detection("vm-run-command"),
                injection.end(),
                injection.end(),
                injection.end(),
                injection.end(),
                List.of(account(injection.who().iterator().next())),
                List.of(),
                List.of());

        Recall recall = Recall.of(List.of(injection), List.of(others));

        assertThat(recall.missed()).containsExactly(injection);
        assertThat(recall.alertsOfOthers(injection)).containsExactly(others);
        assertThat(recall.rest()).isEmpty();
    }

    @Test
    void ofAChainEveryStepIsToBeAlertedOnAndSaysByWhich() {
        AttackChain chain = AttackChain.builtIn().stream()
                .filter(c -> c.id().equals("elevation-to-secrets"))
                .findFirst()
                .orElseThrow();
        Injection injection =
                Injections.ofChains(List.of(chain), tenant(), START).get(0);
        List<Injection.Step> steps = injection.steps();
        String who = injection.who().stream()
                .filter(name -> name.contains("@"))
                .findFirst()
                .orElseThrow();
        Alert first = alert("elevated-access-toggle", steps.get(0).end(), who);
        Alert third = alert("vm-run-command", steps.get(2).end(), who);
        Alert other = alert("owner-role-assigned-by-newcomer", steps.get(1).end(), who);

        Recall recall = Recall.of(List.of(injection), List.of(first, third, other));

        assertThat(injection.isChain()).isTrue();
        assertThat(injection.events())
                .allSatisfy(
                        event -> assertThat(event.event().record().toString()).doesNotContain("mallory"));
        assertThat(recall.alerts(injection, steps.get(0))).containsExactly(first);
        assertThat(recall.alerts(injection, steps.get(2))).containsExactly(third);
        assertThat(recall.alertsOfOthers(injection, steps.get(1))).containsExactly(other);
        assertThat(recall.missedSteps(injection)).containsExactly(steps.get(1), steps.get(3));
        assertThat(recall.missed()).containsExactly(injection);
    }

    private static Alert alert(String slug, Instant at, String who) {
        return new Alert(detection(slug), at, at, at, at, List.of(account(who)), List.of(), List.of());
    }

    private static Noise noise(int alerts) {
        return Noise.of(List.of(MEDIUM), Collections.nCopies(alerts, alert(START, "a@contoso.com")), List.of(), 30);
    }

    private static Alert alert(Instant at, String who) {
        return new Alert(MEDIUM, at, at, at, at, List.of(account(who)), List.of(), List.of());
    }

    private static Entity account(String name) {
        return new Entity("Account", Map.of("FullName", name));
    }

    private static Tenant tenant() {
        return Tenant.of(new TenantSize(40, 2, START, 3));
    }

    private static Injection injection(Tenant tenant) {
        List<Injection> injections = Injections.of(List.of(MEDIUM), tenant, START);
        assertThat(injections).hasSize(1);
        return injections.get(0);
    }

    private static Detection detection(String slug) {
        return DetectionCatalog.builtIn().find(slug).orElseThrow();
    }
}
