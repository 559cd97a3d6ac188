package io.azdetect.telemetry.simulator.tenant;

import io.azdetect.telemetry.simulator.Ids;
import java.util.Objects;

/**
 * An identity that is no person: an application, or a resource with a managed identity.
 *
 * @param name of its service principal; a managed identity has its resource's name
 * @param resource what follows the provider's slash in the id of the resource that it belongs to; empty for applications
 */
record Workload(String name, Kind kind, String resource) implements Caller {

    Workload {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(resource, "resource");
    }

    /** What an identity is for. */
    enum Kind {
        /** Deploys applications from hosted build agents, which have another address each time. */
        PIPELINE,
        /** Keeps the infrastructure as its code says. */
        INFRASTRUCTURE,
        /** An application with a secret of its own. */
        APPLICATION,
        FUNCTION,
        WEB_APP,
        MACHINE,
        CLUSTER,
        AUTOMATION,
        BACKUP,
        /** Looks for weak settings, day and night. */
        SCANNER,
        /** Patches machines by run command, once a week at night. */
        PATCHING,
        /** Azure Policy's identity, which remedies. */
        POLICY
    }

    boolean isManaged() {
        return !resource.isEmpty();
    }

    String id() {
        return Ids.principal(name);
    }

    /** Resources share the addresses of a few gateways; build agents have any of a large cloud's. */
    @Override
    public String ip(SimulatedHour hour) {
        return kind == Kind.PIPELINE
                ? "198.19." + hour.below(128) + "." + (1 + hour.below(250))
                : "192.0.2." + (10 + Ids.number(6, "gateway", name));
    }
}
