package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.deploy.Deployer;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.PlanOptions;
import io.azdetect.azure.deploy.Target;
import io.azdetect.cli.standin.ArmState.Style;
import io.azdetect.cli.standin.Fault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever goes wrong, running again finishes it, and nothing that others made is touched. */
class DeployConvergenceTest {
    private static final boolean FULL = "yes".equals(System.getProperty("azdetect.full"));
    private static AzureWorld world;

    @BeforeContainer
    static void openWorld() {
        world = new AzureWorld();
    }

    @AfterContainer
    static void closeWorld() {
        world.close();
    }

    /** A way in which requests go wrong, one after the other, and what is there before. */
    record Schedule(
            Target target, Style style, int pageSize, List<Fault> faults, boolean oldRule, boolean editedRule) {}

    @Provide
    Arbitrary<Schedule> schedules() {
        Arbitrary<Fault> fault = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Fault.NONE)), Tuple.of(3, Arbitraries.of(Fault.values())));
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.of(Target.values()),
                        Arbitraries.of(Style.values()),
                        Arbitraries.integers().between(1, 4),
                        fault.list().ofMaxSize(60),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Schedule::new);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void aSecondRunConverges(@ForAll("schedules") Schedule schedule) {
        converges(schedule);
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void aSecondRunConvergesAThousandTimes(@ForAll("schedules") Schedule schedule) {
        if (FULL) {
            converges(schedule);
        }
    }

    private void converges(Schedule schedule) {
        String collection = schedule.target() == Target.SENTINEL ? AzureWorld.SENTINEL : AzureWorld.MONITOR;
        world.state()
                .heldBelow(collection)
                .keySet()
                .forEach(name -> world.state().remove(collection + "/" + name));
        world.state().style(Style.AT_ONCE);
        world.state().pageSize(schedule.pageSize());
        world.azure().failing(request -> Fault.NONE);
        prepare(schedule, collection);
        Map<String, ObjectNode> foreign = foreign(collection);

        world.state().style(schedule.style());
        AtomicInteger next = new AtomicInteger();
        world.azure().failing(request -> {
            int index = next.getAndIncrement();
            return index < schedule.faults().size() ? schedule.faults().get(index) : Fault.NONE;
        });
        run(schedule.target());
        world.azure().failing(request -> Fault.NONE);
        run(schedule.target());
        world.azure().forgetAsked();
        Plan plan = run(schedule.target());

        assertThat(plan.acting()).as(schedule.toString()).isEmpty();
        assertThat(world.azure().asked()).allMatch(r -> r.method().equals("GET"));
        assertThat(foreign(collection)).isEqualTo(foreign);
        // Of the three, Azure Monitor takes those that look back no further than it can.
        long wanted =
                plan.changes().stream().filter(c -> c.wanted().isPresent()).count();
        assertThat(wanted).isBetween(2L, 3L);
        assertThat(world.state().heldBelow(collection)).hasSize((int) wanted + foreign.size());
    }

    private void prepare(Schedule schedule, String collection) {
        for (String name : List.of("theirs-1", "theirs-2", "azdetect-theirs")) {
            world.state().hold(collection + "/" + name, AzureWorld.object("""
                {"kind": "LogAlert", "tags": {"team": "blue"}, "properties": {"displayName": "Theirs"}}\
                """));
        }
        if (schedule.oldRule() || schedule.editedRule()) {
            Deployer deployer = world.deployer(schedule.target());
            Plan plan = world.planOf(deployer, 1, PlanOptions.CAREFUL);
            world.apply(plan);
            String name = plan.acting().get(0).name();
            if (schedule.editedRule()) {
                ObjectNode rule = world.state().held(collection + "/" + name);
                ((ObjectNode) rule.get("properties")).put("displayName", "Edited");
                world.state().hold(collection + "/" + name, rule);
            }
        }
    }

    /** One whole run: reading, planning, applying; whatever it meets. */
    private static Plan run(Target target) {
        try {
            Deployer deployer = world.deployer(target);
            Plan plan = world.planOf(deployer, 3, new PlanOptions(true, true, false));
            world.apply(plan);
            return plan;
        } catch (io.azdetect.azure.arm.AzureException e) {
            return new Plan(List.of());
        }
    }

    private static Map<String, ObjectNode> foreign(String collection) {
        Map<String, ObjectNode> foreign = new TreeMap<>(world.state().heldBelow(collection));
        foreign.keySet().removeIf(name -> !name.contains("theirs"));
        return foreign;
    }
}
