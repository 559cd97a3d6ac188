package io.azdetect.telemetry.simulator.tenant;

import io.azdetect.telemetry.simulator.Json;
import io.azdetect.telemetry.simulator.tenant.Workload.Kind;
import java.time.Instant;

/** Continuous delivery: applications several times a day, the infrastructure as code when it changes and every night. */
final class PipelinesAtWork implements Habit {

    private static final String ARM = "Windows Azure Service Management API";

    /** Deployments of a pipeline on a working day. */
    private static final double A_DAY = 2.5;

    private static final double BUSY_HOURS = 9.2;

    private final Tenant tenant;

    PipelinesAtWork(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        for (Workload pipeline : tenant.workloads(Kind.PIPELINE)) {
            for (int i = hour.times(hour.office(7) * A_DAY / BUSY_HOURS); i > 0; i--) {
                deploy(hour, pipeline);
            }
        }
        Workload terraform = tenant.only(Kind.INFRASTRUCTURE);
        for (int i = hour.times(hour.office(7) * 0.5); i > 0; i--) {
            plan(hour, terraform, hour.moment(), true);
        }
        if (hour.isAt(3)) {
            plan(hour, terraform, hour.moment(), false);
        }
    }

    /** One run of a hosted build agent, all of it from that agent's address. */
    private void deploy(SimulatedHour hour, Workload pipeline) {
        String service = pipeline.name().substring("sp-deploy-".length());
        String agent = pipeline.ip(hour);
        String site = "Microsoft.Web/sites/" + hour.oneOf("app-", "func-") + service + "-weu";
        Instant at = hour.moment();
        WorkloadsSignIn.signIn(hour, pipeline, agent, ARM, at);
        String deployment = "Microsoft.Resources/deployments/" + service + "-" + at.getEpochSecond();
        call(hour, pipeline, agent, "Microsoft.Resources/deployments/validate/action", deployment)
                .succeeds(at.plusSeconds(5), 3);
        call(hour, pipeline, agent, "Microsoft.Resources/deployments/write", deployment)
                .succeeds(at.plusSeconds(10), 75);
        call(hour, pipeline, agent, "Microsoft.Web/sites/config/list/action", site + "/config/appsettings")
                .succeeds(at.plusSeconds(20), 1);
        call(hour, pipeline, agent, "Microsoft.Web/sites/config/write", site + "/config/appsettings")
                .succeeds(at.plusSeconds(24), 3);
        call(hour, pipeline, agent, "Microsoft.Web/sites/write", site).succeeds(at.plusSeconds(30), 8);
        if (hour.happens(0.3)) {
            // The older way of publishing a package.
            call(hour, pipeline, agent, "Microsoft.Web/sites/publishxml/action", site)
                    .succeeds(at.plusSeconds(40), 1);
        }
        if (hour.happens(0.25)) {
            call(
                            hour,
                            pipeline,
                            agent,
                            "Microsoft.ContainerService/managedClusters/listClusterUserCredential/action",
                            hour.oneOf(tenant.estate().all("cluster")))
                    .succeeds(at.plusSeconds(45), 1);
        }
        if (hour.happens(0.6)) {
            call(hour, pipeline, agent, "Microsoft.Web/sites/slots/slotsswap/action", site + "/slots/staging")
                    .succeeds(at.plusSeconds(90), 40);
        }
        if (hour.happens(0.08)) {
            call(hour, pipeline, agent, "Microsoft.Resources/deployments/write", deployment + "-again")
                    .fails(at.plusSeconds(150), 20, "BadRequest");
        }
        readSettings(hour, pipeline, agent, at.plusSeconds(15));
    }

    private void readSettings(SimulatedHour hour, Workload pipeline, String agent, Instant at) {
        for (int i = 0; i < 2; i++) {
            hour.add(
                    "keyvault",
                    Json.object(
                            "vault",
                            tenant.estate().vaultOf(pipeline),
                            "object",
                            "deploy-" + i,
                            "caller",
                            pipeline.name(),
                            "ip",
                            agent,
                            "resourceGroup",
                            Estate.RESOURCE_GROUP),
                    at.plusMillis(200L * i));
        }
    }

    /** To compare what is with what should be it asks for every account's keys and every application's settings. */
    private void plan(SimulatedHour hour, Workload terraform, Instant at, boolean apply) {
        String ip = terraform.ip(hour);
        WorkloadsSignIn.signIn(hour, terraform, ip, ARM, at);
        Instant then = at.plusSeconds(10);
        for (String account : tenant.estate().all("storage")) {
            call(hour, terraform, ip, "Microsoft.Storage/storageAccounts/listKeys/action", account)
                    .succeeds(then, 1);
            then = then.plusSeconds(1);
        }
        for (String site : tenant.estate().sites()) {
            call(hour, terraform, ip, "Microsoft.Web/sites/config/list/action", site + "/config/appsettings")
                    .succeeds(then, 1);
            then = then.plusMillis(400);
        }
        if (apply && hour.happens(0.5)) {
            for (int i = 1 + hour.below(4); i > 0; i--) {
                change(hour, terraform, ip, then);
                then = hour.after(then, 60);
            }
        }
    }

    private void change(SimulatedHour hour, Workload terraform, String ip, Instant at) {
        int lot = hour.below(100);
        if (lot < 40) {
            call(
                            hour,
                            terraform,
                            ip,
                            "Microsoft.Web/sites/write",
                            hour.oneOf(tenant.estate().sites()))
                    .succeeds(at, 8);
        } else if (lot < 60) {
            call(
                            hour,
                            terraform,
                            ip,
                            "Microsoft.Storage/storageAccounts/write",
                            hour.oneOf(tenant.estate().all("storage")))
                    .asking("{\"properties\":{\"allowBlobPublicAccess\":false,\"minimumTlsVersion\":\"TLS1_2\"}}")
                    .succeeds(at, 4);
        } else if (lot < 75) {
            String rule = "Microsoft.Network/networkSecurityGroups/nsg-web/securityRules/app-" + hour.below(40);
            call(hour, terraform, ip, "Microsoft.Network/networkSecurityGroups/securityRules/write", rule)
                    .succeeds(at, 4);
        } else if (lot < 90) {
            String id = hour.id();
            call(
                            hour,
                            terraform,
                            ip,
                            "Microsoft.Authorization/roleAssignments/write",
                            "Microsoft.Authorization/roleAssignments/" + id)
                    .asking(
                            "{\"Id\":\"" + id + "\",\"Properties\":{\"PrincipalId\":\"" + hour.id()
                                    + "\",\"PrincipalType\":\"ServicePrincipal\",\"RoleDefinitionId\":"
                                    + "\"/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6\"}}")
                    .succeeds(at, 2);
        } else {
            call(
                            hour,
                            terraform,
                            ip,
                            "Microsoft.Insights/diagnosticSettings/write",
                            hour.oneOf(tenant.estate().all("vault"))
                                    + "/providers/Microsoft.Insights/diagnosticSettings/to-workspace")
                    .succeeds(at, 2);
        }
    }

    private static ArmCall call(SimulatedHour hour, Workload by, String ip, String operation, String resource) {
        return ArmCall.by(hour, by, ip, operation, resource);
    }
}
