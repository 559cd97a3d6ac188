package io.azdetect.telemetry.simulator;

import static io.azdetect.telemetry.simulator.ContosoPeople.ALICE;
import static io.azdetect.telemetry.simulator.ContosoPeople.BOB;
import static io.azdetect.telemetry.simulator.ContosoPeople.CHLOE;
import static io.azdetect.telemetry.simulator.ContosoPeople.CI;
import static io.azdetect.telemetry.simulator.ContosoPeople.DAVE;
import static io.azdetect.telemetry.simulator.ContosoPeople.ERIK;
import static io.azdetect.telemetry.simulator.ContosoPeople.RAVI;
import static io.azdetect.telemetry.simulator.ContosoPeople.SAM;
import static io.azdetect.telemetry.simulator.ContosoPeople.USERS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The people of the sample tenant at their everyday work. */
final class ContosoPeopleAtWork {

    private final Timeline timeline;
    private final ContosoDay day;

    ContosoPeopleAtWork(Timeline timeline, ContosoDay day) {
        this.timeline = timeline;
        this.day = day;
    }

    void pass() {
        peopleSignIn();
        directoryChanges();
        resourcesChange();
    }

    private void peopleSignIn() {
        for (Principal user : USERS) {
            Hours hours = day.hours("sign-ins of " + user.name());
            for (Instant at : hours.work(user.startOfWork(), 3)) {
                interactive(user, at, hours.below(12) == 0);
            }
            for (Instant at : hours.work(user.startOfWork(), 11)) {
                String app = hours.oneOf(List.of(
                        "Azure Portal", "Microsoft Azure CLI", "Microsoft Teams", "Office 365 Exchange Online"));
                timeline.add(
                        Route.STORAGE,
                        signIn("noninteractive-signin", user)
                                .with("app", app)
                                .with("appId", appId(app))
                                .with("clientApp", "Mobile Apps and Desktop clients")
                                .with(
                                        "resource",
                                        hours.oneOf(
                                                List.of("Microsoft Graph", "Windows Azure Service Management API"))),
                        at);
            }
        }
        // The night shift: helpdesk in Seattle, and an administrator on call.
        interactive(SAM, day.hours("night").at(0, 40), false);
        interactive(SAM, day.hours("night").at(2, 5), true);
        interactive(SAM, day.hours("night").at(2, 6), false);
        interactive(ALICE, day.hours("on call").at(4, 31), false);
    }

    private static String appId(String app) {
        return switch (app) {
            case "Azure Portal" -> Contoso.AZURE_PORTAL;
            case "Microsoft Azure CLI" -> Contoso.AZURE_CLI;
            default -> Ids.guid("application", app);
        };
    }

    private void interactive(Principal user, Instant at, boolean mistyped) {
        EventDraft signIn = signIn("signin", user);
        timeline.add(day.entraRoute(Route.GRAPH_SIGN_INS, at), mistyped ? signIn.with("errorCode", 50126) : signIn, at);
    }

    private static EventDraft signIn(String kind, Principal user) {
        return Events.of(kind)
                .with("user", user.name())
                .with("ip", user.ip())
                .with("city", user.city())
                .with("country", user.country());
    }

    private void directoryChanges() {
        Hours hours = day.hours("directory");
        for (Instant at : hours.work(BOB.startOfWork(), 16)) {
            String target = hours.oneOf(USERS).name();
            EventDraft change = hours.oneOf(List.of(
                    audit("Update user", "UserManagement", "Update")
                            .with("modified", Json.object("JobTitle", "[\"Engineer\"]")),
                    audit("Reset user password", "UserManagement", "Update"),
                    audit("Update user", "UserManagement", "Update")
                            .with("modified", Json.object("MobilePhone", "[\"+31 20 555 0100\"]"))));
            timeline.add(
                    Route.STORAGE,
                    change.with("actor", BOB.name()).with("ip", BOB.ip()).with("target", target),
                    at);
        }
        for (Instant at : hours.work(SAM.startOfWork(), 5)) {
            timeline.add(
                    Route.STORAGE,
                    audit("Update device", "Device", "Update")
                            .with("actor", SAM.name())
                            .with("ip", SAM.ip())
                            .with("target", "LAPTOP-" + (100 + hours.below(80)))
                            .with("targetType", "Device"),
                    at);
        }
        for (Instant at : hours.day(6)) {
            timeline.add(
                    day.entraRoute(Route.GRAPH_AUDITS, at),
                    audit("Update device", "Device", "Update")
                            .with("actor", "Device Registration Service")
                            .with("target", "LAPTOP-" + (100 + hours.below(80)))
                            .with("targetType", "Device"),
                    at);
        }
        timeline.add(
                Route.STORAGE,
                audit("Add member to group", "GroupManagement", "Assign")
                        .with("actor", ALICE.name())
                        .with("ip", ALICE.ip())
                        .with("target", ERIK.name()),
                hours.at(9, 12));
        Instant night = hours.at(3, 20);
        timeline.add(
                day.entraRoute(Route.GRAPH_AUDITS, night),
                audit("Reset user password", "UserManagement", "Update")
                        .with("actor", SAM.name())
                        .with("ip", SAM.ip())
                        .with("target", RAVI.name()),
                night);
        Instant later = hours.at(4, 45);
        timeline.add(
                day.entraRoute(Route.GRAPH_AUDITS, later),
                audit("Add service principal credentials", "ApplicationManagement", "Update")
                        .with("actor", ALICE.name())
                        .with("ip", ALICE.ip())
                        .with("target", "contoso-staging")
                        .with("targetType", "ServicePrincipal"),
                later);
    }

    private static EventDraft audit(String operation, String category, String type) {
        return Events.of("audit")
                .with("operation", operation)
                .with("category", category)
                .with("operationType", type);
    }

    /** Everyday changes: type of resource and operation, as often as each day has them. */
    private void resourcesChange() {
        Hours hours = day.hours("changes");
        List<Principal> operators = List.of(ALICE, BOB, DAVE, RAVI);
        for (Instant at : hours.work(7, 24)) {
            String machine = hours.oneOf(List.of("vm-web-02", "vm-app-01", "vm-db-01", "vm-web-01-dr"));
            String operation = hours.oneOf(List.of("start", "restart", "deallocate"));
            production(
                            "Microsoft.Compute/virtualMachines/" + machine,
                            "Microsoft.Compute/virtualMachines/" + operation + "/action")
                    .by(hours.oneOf(operators))
                    .succeeds(at, Duration.ofSeconds(20 + hours.below(60)));
        }
        for (Instant at : hours.work(7, 12)) {
            production(
                            "Microsoft.Network/networkSecurityGroups/nsg-web/securityRules/allow-" + hours.below(90),
                            "Microsoft.Network/networkSecurityGroups/securityRules/write")
                    .by(hours.oneOf(operators))
                    .succeeds(at, Duration.ofSeconds(4));
        }
        for (Instant at : hours.work(8, 12)) {
            production(
                            "Microsoft.Web/sites/app-orders",
                            hours.oneOf(
                                    List.of("Microsoft.Web/sites/restart/action", "Microsoft.Web/sites/config/write")))
                    .by(hours.oneOf(List.of(CHLOE, DAVE)))
                    .succeeds(at, Duration.ofSeconds(3));
        }
        production(
                        "Microsoft.Authorization/roleAssignments/"
                                + Ids.guid("assignment", day.midnight().toString()),
                        "Microsoft.Authorization/roleAssignments/write")
                .by(ALICE)
                .succeeds(hours.at(10, 5), Duration.ofSeconds(2));
        production("Microsoft.Storage/storageAccounts/stcontosodata", "Microsoft.Storage/storageAccounts/write")
                .by(RAVI)
                .succeeds(hours.at(13, 40), Duration.ofSeconds(3));
        production(
                        "Microsoft.Compute/virtualMachines/vm-web-02/extensions/AzureMonitorWindowsAgent",
                        "Microsoft.Compute/virtualMachines/extensions/write")
                .by(CI)
                .succeeds(hours.at(5, 30), Duration.ofSeconds(48));
        for (Instant at : hours.work(8, 5)) {
            ArmOperation.on(
                            timeline,
                            Subscription.SANDBOX,
                            "rg-sandbox",
                            "Microsoft.Compute/virtualMachines/vm-try-0" + (1 + hours.below(3)),
                            hours.oneOf(List.of(
                                    "Microsoft.Compute/virtualMachines/write",
                                    "Microsoft.Compute/virtualMachines/delete")))
                    .by(ERIK)
                    .succeeds(at, Duration.ofSeconds(35));
        }
    }

    private ArmOperation production(String resource, String operation) {
        return ArmOperation.on(timeline, Subscription.PRODUCTION, Contoso.RESOURCE_GROUP, resource, operation);
    }
}
