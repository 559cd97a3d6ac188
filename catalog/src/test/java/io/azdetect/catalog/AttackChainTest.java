package io.azdetect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.catalog.DetectionTest.Event;
import io.azdetect.catalog.DetectionTest.Expectation;
import io.azdetect.kql.type.Ticks;
import io.azdetect.telemetry.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttackChainTest {
    private static final DetectionCatalog CATALOG = DetectionCatalog.builtIn();

    @Test
    void aChainHasANameOfItsOwnAndStepsThatFollowOneAnother() {
        Set<String> ids = new HashSet<>();
        for (AttackChain chain : AttackChain.builtIn()) {
            assertThat(ids.add(chain.id())).as(chain.id()).isTrue();
            assertThat(CATALOG.find(chain.id())).as("a detection of that name").isEmpty();
            assertThat(chain.steps()).as(chain.id()).hasSizeGreaterThan(2);
            assertThat(chain.steps().stream().map(AttackChainTest::begin))
                    .as(chain.id())
                    .isSorted();
        }
    }

    /** All of them happen in one workspace where nothing else does, and each step's detections are hunted with. */
    @Test
    void everyStepIsAlertedOnByTheDetectionsThatAreMeantForIt() {
        TestEvents events = new TestEvents();
        Map<AttackChain, TimeBounds> times = new HashMap<>();
        Set<Detection> meant = new HashSet<>();
        for (AttackChain chain : AttackChain.builtIn()) {
            List<Event> all = chain.steps().stream()
                    .flatMap(step -> step.events().stream())
                    .toList();
            times.put(chain, events.add(new DetectionTest(chain.id(), all, Map.of(), new Expectation(List.of()), 1)));
            chain.steps().stream()
                    .flatMap(step -> step.detections().stream())
                    .forEach(slug -> meant.add(CATALOG.find(slug).orElseThrow()));
        }
        try (Workspace workspace = Workspace.inMemory()) {
            assertThat(events.ingestInto(workspace)).isEmpty();
            HuntResult hunt = Hunt.in(workspace)
                    .run(new ArrayList<>(meant), Optional.empty(), Optional.empty(), Hunt.Progress.NONE);

            assertThat(hunt.failed()).isEmpty();
            for (AttackChain chain : AttackChain.builtIn()) {
                TimeBounds time = times.get(chain);
                for (AttackChain.Step step : chain.steps()) {
                    assertThat(hunt.alerts())
                            .as("%s: %s", chain.id(), step.name())
                            .filteredOn(alert ->
                                    Ticks.of(alert.lastTime()) >= time.from() && Ticks.of(alert.lastTime()) < time.to())
                            .extracting(alert -> alert.detection().slug())
                            .containsAll(step.detections());
                }
            }
        }
    }

    private static Duration begin(AttackChain.Step step) {
        return step.events().stream()
                .map(Event::at)
                .filter(at -> !at.isNegative())
                .min(Duration::compareTo)
                .orElseThrow();
    }
}
