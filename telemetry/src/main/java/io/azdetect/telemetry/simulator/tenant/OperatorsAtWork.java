package io.azdetect.telemetry.simulator.tenant;

import io.azdetect.telemetry.simulator.Ids;
import io.azdetect.telemetry.simulator.tenant.Routines.Routine;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people do to resources by hand: routines, sandboxes, runbooks and logic apps, and whatever broke at night. */
final class OperatorsAtWork implements Habit {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    /** Reader and Contributor, which every tenant has under these ids. */
    private static final List<String> USUAL_ROLES =
            List.of("acdd72a7-3385-48ef-bd42-f606fba81ae7", "b24988ac-6180-42a0-ab88-20f7382dd24c");

    private final Tenant tenant;

    OperatorsAtWork(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        for (Routine routine : Routines.all()) {
            tenant.now(hour, routine.department(), routine.aMonth(), person -> {
                String resource = resource(hour, routine.on());
                ArmCall call = ArmCall.by(hour, person, routine.operation(), resource);
                if (hour.happens(0.03)) {
                    call.isRefused(hour.moment());
                } else if (hour.happens(0.02)) {
                    call.fails(hour.moment(), routine.seconds(), "Conflict");
                } else {
                    call.succeeds(hour.moment(), routine.seconds());
                }
            });
        }
        tenant.now(hour, Department.PLATFORM, 6, person -> assignRole(hour, person));
        tenant.now(hour, Department.PLATFORM, 5, person -> editRunbook(hour, person));
        tenant.now(hour, Department.ENGINEERING, 6, person -> editLogicApp(hour, person));
        tenant.now(hour, Department.ENGINEERING, 120, person -> sandbox(hour, person));
        tenant.now(hour, Department.PLATFORM, 0.3, person -> openStorage(hour, person));
        nightCall(hour);
    }

    private String resource(SimulatedHour hour, String pattern) {
        int number = 1 + hour.below(99);
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        return matcher.replaceAll(match -> switch (match.group(1)) {
            case "n" -> Integer.toString(number);
            case "id" -> hour.id();
            default -> hour.oneOf(tenant.estate().all(match.group(1)));
        });
    }

    private static void assignRole(SimulatedHour hour, Person person) {
        String id = hour.id();
        String role = hour.oneOf(USUAL_ROLES);
        ArmCall.by(
                        hour,
                        person,
                        "Microsoft.Authorization/roleAssignments/write",
                        "Microsoft.Authorization/roleAssignments/" + id)
                .asking("{\"Id\":\"" + id + "\",\"Properties\":{\"PrincipalId\":\"" + hour.id()
                        + "\",\"PrincipalType\":\"Group\",\"RoleDefinitionId\":"
                        + "\"/providers/Microsoft.Authorization/roleDefinitions/" + role + "\"}}")
                .succeeds(hour.moment(), 2);
    }

    /** Drafts, tests, publishes, and runs it once. */
    private static void editRunbook(SimulatedHour hour, Person person) {
        String account = "Microsoft.Automation/automationAccounts/aa-platform";
        String runbook = account + "/runbooks/" + hour.oneOf(PlatformAtWork.RUNBOOKS);
        Instant at = hour.moment();
        ArmCall.by(hour, person, "Microsoft.Automation/automationAccounts/runbooks/draft/write", runbook + "/draft")
                .succeeds(at, 2);
        ArmCall.by(
                        hour,
                        person,
                        "Microsoft.Automation/automationAccounts/runbooks/draft/testJob/write",
                        runbook + "/draft/testJob")
                .succeeds(at.plusSeconds(200), 2);
        ArmCall.by(hour, person, "Microsoft.Automation/automationAccounts/runbooks/publish/action", runbook)
                .succeeds(at.plusSeconds(700), 2);
        ArmCall.by(hour, person, "Microsoft.Automation/automationAccounts/jobs/write", account + "/jobs/" + hour.id())
                .succeeds(at.plusSeconds(760), 2);
    }

    private void editLogicApp(SimulatedHour hour, Person person) {
        String workflow = hour.oneOf(tenant.estate().all("workflow"));
        Instant at = hour.moment();
        for (int i = 1 + hour.below(4); i > 0; i--) {
            ArmCall.by(hour, person, "Microsoft.Logic/workflows/write", workflow)
                    .succeeds(at, 2);
            at = hour.after(at, 400);
        }
        if (hour.happens(0.6)) {
            ArmCall.by(hour, person, "Microsoft.Logic/workflows/triggers/run/action", workflow + "/triggers/manual")
                    .succeeds(at, 2);
        }
    }

    private static void sandbox(SimulatedHour hour, Person person) {
        String name = "try-" + Ids.hex(4, person.name(), hour.day().toString());
        String type = hour.oneOf(
                "Microsoft.Compute/virtualMachines",
                "Microsoft.Web/sites",
                "Microsoft.Storage/storageAccounts",
                "Microsoft.KeyVault/vaults");
        ArmCall.by(hour, person, type + "/" + hour.oneOf("write", "write", "delete"), type + "/" + name)
                .in(Estate.SANDBOX, "rg-" + name)
                .succeeds(hour.moment(), 12);
    }

    /** A container for a campaign's pictures is opened to everybody. */
    private static void openStorage(SimulatedHour hour, Person person) {
        ArmCall.by(
                        hour,
                        person,
                        "Microsoft.Storage/storageAccounts/blobServices/containers/write",
                        "Microsoft.Storage/storageAccounts/stwebweu/blobServices/default/containers/campaign")
                .asking("{\"properties\":{\"publicAccess\":\"Blob\"}}")
                .succeeds(hour.moment(), 2);
    }

    /** Every tenth night something breaks: from home, whoever is on call looks into machines and restarts things. */
    private void nightCall(SimulatedHour hour) {
        if (!hour.isAt(1) || !hour.happens(0.1)) {
            return;
        }
        Person person = tenant.onCall(hour);
        String machine = hour.oneOf(tenant.estate().machines());
        Instant at = hour.moment(0, 1_800);
        ArmCall.by(hour, person, person.home(), "Microsoft.Compute/virtualMachines/restart/action", machine)
                .succeeds(at, 40);
        if (hour.happens(0.5)) {
            ArmCall.by(hour, person, person.home(), "Microsoft.Compute/virtualMachines/runCommand/action", machine)
                    .succeeds(at.plusSeconds(300), 50);
        }
        ArmCall.by(
                        hour,
                        person,
                        person.home(),
                        "Microsoft.Web/sites/restart/action",
                        hour.oneOf(tenant.estate().sites()))
                .succeeds(at.plusSeconds(600), 3);
    }
}
