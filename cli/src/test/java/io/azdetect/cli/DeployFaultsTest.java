package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.deploy.Deployer;
import io.azdetect.azure.deploy.Outcome.State;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.standin.ArmStandIn.Asked;
import io.azdetect.cli.standin.ArmState.Style;
import io.azdetect.cli.standin.Fault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a deployment when Azure is slow, busy or broken, or somebody else is at work. */
class DeployFaultsTest {
    private final AzureWorld world = new AzureWorld();

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private static Predicate<Asked> method(String method) {
        return request -> request.method().equals(method);
    }

    /** A fault for the first so many requests of a kind. */
    private static Function<Asked, Fault> first(int count, Predicate<Asked> which, Fault fault) {
        AtomicInteger seen = new AtomicInteger();
        return request -> which.test(request) && seen.getAndIncrement() < count ? fault : Fault.NONE;
    }

    private void holdForeign(int count) {
        for (int i = 0; i < count; i++) {
            world.state().hold(AzureWorld.SENTINEL + "/theirs-" + i, AzureWorld.object("""
                {"kind": "Scheduled", "properties": {"displayName": "Theirs", "queryFrequency": "PT1H"}}\
                """));
        }
    }

    private void assertInPlace() {
        assertThat(world.sentinel("drift").code()).isZero();
    }

    @Test
    void allPagesOfWhatIsThereAreRead() {
        world.sentinel("apply", "--yes");
        holdForeign(7);
        world.state().pageSize(2);

        assertThat(world.sentinel("plan").out())
                .contains("Nothing to do, 2 unchanged, 7 made by others and never touched.");
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void aChangeIsWaitedForInWhicheverWayAzureAnswers(Style style) {
        world.state().style(style);

        Outcome apply = world.sentinel("apply", "--yes");

        assertThat(apply.code()).as(apply.toString()).isZero();
        assertInPlace();
        edit(world.sentinelRules().keySet().iterator().next(), "severity", "Informational");
        Outcome again = world.sentinel("apply", "--yes", "--overwrite");
        assertThat(again.code()).as(again.toString()).isZero();
        assertInPlace();
        Outcome destroy = world.sentinel("destroy", "--yes");
        assertThat(destroy.code()).as(destroy.toString()).isZero();
        assertThat(world.sentinelRules()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Style.class,
            names = {"ASYNC_OPERATION", "LOCATION"})
    void anOperationThatFailsLaterIsSaidAndTheNextRunFinishes(Style style) {
        world.state().style(style);
        world.state().operationsFail(true);

        Outcome failed = world.sentinel("apply", "--yes");

        assertThat(failed.code()).as(failed.toString()).isEqualTo(ExitCode.FAILURE);
        assertThat(failed.err())
                .contains("not done: add vm-run-command")
                .contains("The rule cannot be made.")
                .contains("Done: 0 of 2 changes. What is done stays; run the same command again");
        world.state().operationsFail(false);
        assertThat(world.sentinel("apply", "--yes").code()).isZero();
        assertInPlace();
    }

    @Test
    void whenAzureIsBusyItIsAskedAgainAfterTheTimeThatItNames() {
        world.azure().retryAfter(17);
        world.azure().failing(first(3, r -> true, Fault.BUSY));

        Outcome outcome = world.sentinel("apply", "--yes");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(world.time().sleeps()).contains(Duration.ofSeconds(17));
        assertInPlace();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "BROKEN",
                "UNAVAILABLE",
                "DROPPED_BEFORE",
                "DROPPED_AFTER",
                "DROPPED_WITHIN",
                "BROKEN_AFTER",
                "CONFLICT",
                "PRECONDITION"
            })
    void aFaultThatPassesIsLivedThrough(Fault fault) {
        world.azure().failing(first(2, method("PUT"), fault));

        Outcome outcome = world.sentinel("apply", "--yes");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertInPlace();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BROKEN", "DROPPED_BEFORE", "BUSY", "CONFLICT"})
    void aFaultThatStaysIsSaidAndTheNextRunFinishes(Fault fault) {
        world.azure().failing(request -> request.method().equals("PUT") ? fault : Fault.NONE);

        Outcome failed = world.sentinel("apply", "--yes");

        assertThat(failed.code()).as(failed.toString()).isEqualTo(ExitCode.FAILURE);
        assertThat(failed.err()).contains("not done: add vm-run-command").contains("Done: 0 of 2 changes.");
        world.azure().failing(request -> Fault.NONE);
        assertThat(world.sentinel("apply", "--yes").code()).isZero();
        assertInPlace();
    }

    @Test
    void whatIsInPlaceWhenARunBreaksOffIsSaid() {
        AtomicInteger puts = new AtomicInteger();
        world.azure()
                .failing(request ->
                        request.method().equals("PUT") && puts.getAndIncrement() > 0 ? Fault.BROKEN : Fault.NONE);

        Outcome failed = world.sentinel("apply", "--yes");

        assertThat(failed.err()).contains("Done: 1 of 2 changes.");
        assertThat(world.sentinelRules()).hasSize(1);
        world.azure().failing(request -> Fault.NONE);
        assertThat(world.sentinel("plan").out()).contains("1 to add, 1 unchanged");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTokenThatExpiresInTheMiddleIsRenewed(boolean withChallenge) {
        AtomicInteger requests = new AtomicInteger();
        world.azure().failing(request -> {
            if (requests.incrementAndGet() == 4) {
                world.azure().expireTokens(withChallenge);
            }
            return Fault.NONE;
        });

        Outcome outcome = world.sentinel("apply", "--yes");

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertInPlace();
    }

    @Test
    void aLoginThatIsNotValidAnyMoreIsSaid() {
        world.azure().expireLogin();

        Outcome outcome = world.sentinel("plan");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err()).contains("The login is not valid any more: run 'az login'");
    }

    @Test
    void aPermissionThatIsMissingIsNamedWithTheRoleThatHasIt() {
        world.state().deny("Microsoft.SecurityInsights/alertRules/write");

        Outcome outcome = world.sentinel("apply", "--yes");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err())
                .containsIgnoringCase("lacks the permission microsoft.securityinsights/alertrules/write")
                .contains("the role 'Microsoft Sentinel Contributor'")
                .contains("Done: 0 of 2 changes.");
        assertThat(world.sentinelRules()).isEmpty();
    }

    @Test
    void whatSomebodyChangesAfterThePlanIsLeftAlone() {
        world.sentinel("apply", "--yes");
        String name = world.sentinelRules().keySet().iterator().next();
        edit(name, "displayName", "Edited once");
        Deployer deployer = world.sentinelDeployer();
        Plan plan = world.plan(deployer, true);
        edit(name, "displayName", "Edited twice");

        var outcomes = world.apply(plan);

        assertThat(outcomes).extracting(io.azdetect.azure.deploy.Outcome::state).containsExactly(State.OVERTAKEN);
        assertThat(world.sentinelRules().get(name).at("/properties/displayName").asText())
                .isEqualTo("Edited twice");
    }

    @Test
    void whatSomebodyChangesBetweenOurReadAndOurWriteIsLeftAlone() {
        world.sentinel("apply", "--yes");
        String name = world.sentinelRules().keySet().iterator().next();
        edit(name, "displayName", "Edited once");
        AtomicInteger puts = new AtomicInteger();
        world.azure().failing(request -> {
            if (request.method().equals("PUT") && puts.getAndIncrement() == 0) {
                edit(name, "displayName", "Edited twice");
            }
            return Fault.NONE;
        });

        Outcome outcome = world.sentinel("apply", "--yes", "--overwrite");

        assertThat(outcome.code()).as(outcome.toString()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.err()).contains("somebody changed it after the plan was made");
        assertThat(world.sentinelRules().get(name).at("/properties/displayName").asText())
                .isEqualTo("Edited twice");
    }

    @Test
    void twoWhoApplyAtOnceBothSucceed() {
        CompletableFuture<Outcome> one = CompletableFuture.supplyAsync(() -> world.sentinel("apply", "--yes"));
        CompletableFuture<Outcome> two = CompletableFuture.supplyAsync(() -> world.sentinel("apply", "--yes"));

        assertThat(one.join().code()).as(one.join().toString()).isZero();
        assertThat(two.join().code()).as(two.join().toString()).isZero();
        assertThat(world.sentinelRules()).hasSize(2);
        assertInPlace();
    }

    private void edit(String name, String field, String value) {
        String path = AzureWorld.SENTINEL + "/" + name;
        ObjectNode rule = world.state().held(path);
        ((ObjectNode) rule.get("properties")).put(field, value);
        world.state().hold(path, rule);
    }
}
