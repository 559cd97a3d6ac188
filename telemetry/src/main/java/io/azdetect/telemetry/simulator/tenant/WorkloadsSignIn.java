package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Ids;
import io.azdetect.telemetry.simulator.Json;
import io.azdetect.telemetry.simulator.tenant.Workload.Kind;
import java.time.Instant;
import java.util.List;

/** Applications and managed identities get tokens, each for the few things that it works with. */
final class WorkloadsSignIn implements Habit {

    private static final List<String> RESOURCES =
            List.of("Azure Key Vault", "Azure Storage", "Azure SQL Database", "Microsoft Graph", "Azure Service Bus");

    private final Tenant tenant;

    WorkloadsSignIn(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        for (Workload workload : tenant.workloads()) {
            switch (workload.kind()) {
                case FUNCTION, WEB_APP, MACHINE, CLUSTER -> repeats(hour, workload, 1.2, resource(hour, workload));
                case APPLICATION -> repeats(hour, workload, 1.5, resource(hour, workload));
                case SCANNER -> repeats(hour, workload, 4, "Windows Azure Service Management API");
                case BACKUP, POLICY -> repeats(hour, workload, 0.3, "Windows Azure Service Management API");
                // The others sign in when they do something.
                case AUTOMATION, PIPELINE, INFRASTRUCTURE, PATCHING -> {}
            }
        }
    }

    private static String resource(SimulatedHour hour, Workload workload) {
        int first = (int) Ids.number(RESOURCES.size(), "works with", workload.name());
        return RESOURCES.get((first + hour.below(2)) % RESOURCES.size());
    }

    private static void repeats(SimulatedHour hour, Workload workload, double mean, String resource) {
        for (int i = hour.times(mean); i > 0; i--) {
            signIn(hour, workload, workload.ip(hour), resource, hour.moment());
        }
    }

    /** A token for the resource; of managed identities Azure knows no address. */
    static void signIn(SimulatedHour hour, Workload workload, String ip, String resource, Instant at) {
        ObjectNode fields = Json.object("servicePrincipal", workload.name(), "resource", resource);
        if (workload.isManaged()) {
            hour.add("managedidentity-signin", fields, at);
            return;
        }
        fields.put("ip", ip);
        if (workload.kind() == Kind.APPLICATION && hour.happens(0.004)) {
            fields.put("errorCode", 7_000_222).put("failureReason", "The provided client secret keys are expired.");
        }
        hour.add("serviceprincipal-signin", fields, at);
    }
}
