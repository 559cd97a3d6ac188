package io.azdetect.cli;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.arm.Cloud;
import io.azdetect.azure.arm.Waiting;
import io.azdetect.azure.deploy.ActionFile;
import io.azdetect.azure.deploy.Applying;
import io.azdetect.azure.deploy.Deployer;
import io.azdetect.azure.deploy.Plan;
import io.azdetect.azure.deploy.PlanOptions;
import io.azdetect.azure.deploy.Target;
import io.azdetect.azure.deploy.WorkspaceScope;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.InvalidDetectionsException;
import io.azdetect.catalog.ParameterFile;
import io.azdetect.cli.Commands.Outcome;
import io.azdetect.cli.standin.ArmStandIn;
import io.azdetect.cli.standin.ArmState;
import io.azdetect.cli.standin.FakeTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A subscription with one workspace on a stand-in for Azure, and the command run against it. */
final class AzureWorld implements AutoCloseable {
    static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/security";
    static final String WORKSPACE = GROUP + "/providers/Microsoft.OperationalInsights/workspaces/law";
    static final String SENTINEL = WORKSPACE + "/providers/Microsoft.SecurityInsights/alertRules";
    static final String MONITOR = GROUP + "/providers/Microsoft.Insights/scheduledQueryRules";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = ArmStandIn.http();
    private static final List<Detection> DETECTIONS = detections();

    private final ArmStandIn azure = new ArmStandIn();
    private final FakeTime time = new FakeTime();

    AzureWorld() {
        azure.state().hold(WORKSPACE, object("""
            {"location": "westeurope", "properties": {"customerId": "aaaaaaaa-0000-0000-0000-000000000000"}}\
            """));
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    ArmStandIn azure() {
        return azure;
    }

    ArmState state() {
        return azure.state();
    }

    FakeTime time() {
        return time;
    }

    /** The rules of Sentinel that are there, by name. */
    Map<String, ObjectNode> sentinelRules() {
        return state().heldBelow(SENTINEL);
    }

    Map<String, ObjectNode> monitorRules() {
        return state().heldBelow(MONITOR);
    }

    /** {@code azdetect deploy} of two detections on Sentinel. */
    Outcome sentinel(String command, String... more) {
        return deploy(command, "sentinel", more);
    }

    Outcome monitor(String command, String... more) {
        return deploy(command, "monitor", more);
    }

    private Outcome deploy(String command, String target, String... more) {
        List<String> arguments = new ArrayList<>(List.of("deploy", command, "--target", target));
        if (!command.equals("destroy") && !List.of(more).contains("--all")) {
            arguments.addAll(List.of("--technique", "AZT301.1", "--without-built-in"));
            arguments.addAll(List.of("--detections", "../detections/execution/vm-run-command.yaml"));
            arguments.addAll(List.of("--detections", "../detections/execution/vm-run-command-script.yaml"));
        }
        arguments.addAll(scope());
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    /** The options that name this subscription and workspace. */
    List<String> scope() {
        return List.of(
                "--subscription",
                SUBSCRIPTION,
                "--resource-group",
                "security",
                "--workspace",
                "law",
                "--resource-manager",
                azure.address().toString(),
                "--log-analytics",
                azure.address().toString());
    }

    private Arm arm() {
        Cloud cloud = Cloud.PUBLIC.withResourceManager(azure.address());
        return new Arm(cloud, azure.login(), HTTP, time, line -> {});
    }

    Deployer deployer(Target target) {
        Arm arm = arm();
        return new Deployer(arm, WorkspaceScope.find(arm, SUBSCRIPTION, "security", "law"), target);
    }

    Deployer sentinelDeployer() {
        return deployer(Target.SENTINEL);
    }

    List<io.azdetect.azure.deploy.Outcome> apply(Plan plan) {
        return new Applying(arm()).apply(plan, Applying.Progress.NONE);
    }

    /** The plan for the two detections of {@link #sentinel}. */
    Plan plan(Deployer deployer, boolean overwrite) {
        return planOf(deployer, 2, new PlanOptions(false, overwrite, false));
    }

    /** The plan for the first so many of three detections. */
    Plan planOf(Deployer deployer, int count, PlanOptions options) {
        return deployer.plan(DETECTIONS.subList(0, count), ParameterFile.NONE, ActionFile.NONE, options);
    }

    private static List<Detection> detections() {
        try {
            return DetectionCatalog.read(
                            Path.of("../detections/execution/vm-run-command.yaml"),
                            Path.of("../detections/execution/vm-run-command-script.yaml"),
                            Path.of("../detections/credential-access/storage-account-keys-listed.yaml"))
                    .detections();
        } catch (InvalidDetectionsException e) {
            throw new AssertionError(e);
        }
    }

    Outcome run(String... arguments) {
        return runWithInput("", arguments);
    }

    Outcome runWithInput(String input, String... arguments) {
        return Commands.run(input, access(), arguments);
    }

    AzureAccess access() {
        return new AzureAccess() {
            @Override
            public HttpClient http() {
                return HTTP;
            }

            @Override
            public TokenCredential login(Cloud cloud, Optional<String> tenant) {
                return azure.login();
            }

            @Override
            public Waiting waiting() {
                return time;
            }
        };
    }

    static JsonNode json(Outcome outcome) {
        try {
            return JSON.readTree(outcome.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError(outcome.toString(), e);
        }
    }

    @Override
    public void close() {
        azure.close();
    }
}
