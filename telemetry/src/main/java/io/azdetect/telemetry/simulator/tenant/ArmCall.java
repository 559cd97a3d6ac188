package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Contoso;
import io.azdetect.telemetry.simulator.Json;
import java.time.Duration;
import java.time.Instant;

/** A call of Azure Resource Manager that writes or acts, and the records that it leaves in the Activity Log. */
final class ArmCall {

    /** What takes longer is accepted first and ends later. */
    private static final int SECONDS_AT_ONCE = 5;

    private final SimulatedHour hour;
    private final ObjectNode fields;
    private String request = "";

    private ArmCall(SimulatedHour hour, ObjectNode fields) {
        this.hour = hour;
        this.fields = fields;
    }

    /** @param resource what follows the provider's slash, or a whole id */
    static ArmCall by(SimulatedHour hour, Caller caller, String ip, String operation, String resource) {
        ObjectNode fields = Json.object(
                "operation",
                operation,
                "resource",
                resource,
                "caller",
                caller.name(),
                "ip",
                ip,
                "correlationId",
                hour.id());
        if (!resource.startsWith("/")) {
            fields.put("resourceGroup", Estate.RESOURCE_GROUP);
        }
        if (caller instanceof Workload workload && workload.isManaged()) {
            fields.put(
                    "/identity/claims/xms_mirid",
                    "/subscriptions/" + Contoso.SUBSCRIPTION + "/resourcegroups/" + Estate.RESOURCE_GROUP
                            + "/providers/" + workload.resource());
        }
        return new ArmCall(hour, fields);
    }

    static ArmCall by(SimulatedHour hour, Caller caller, String operation, String resource) {
        return by(hour, caller, caller.ip(hour), operation, resource);
    }

    ArmCall in(String subscription, String resourceGroup) {
        fields.put("subscription", subscription).put("resourceGroup", resourceGroup);
        return this;
    }

    ArmCall with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    /** The body of the request, which the record of the start carries. */
    ArmCall asking(String body) {
        request = body;
        return this;
    }

    /** It starts, and succeeds after so many seconds. */
    void succeeds(Instant at, int seconds) {
        record("Start", at, "");
        if (seconds > SECONDS_AT_ONCE) {
            record("Accept", at.plus(Duration.ofMillis(700)), "");
        }
        record("Success", at.plus(Duration.ofSeconds(Math.max(1, seconds))), "");
    }

    /** It starts and fails, as it does when something is there already or still in use. */
    void fails(Instant at, int seconds, String statusCode) {
        record("Start", at, "");
        record("Failure", at.plus(Duration.ofSeconds(Math.max(1, seconds))), statusCode);
    }

    /** It is refused before it starts. */
    void isRefused(Instant at) {
        record("Failure", at, "Forbidden");
    }

    private void record(String status, Instant at, String statusCode) {
        ObjectNode record = fields.deepCopy().put("status", status);
        if (!statusCode.isEmpty()) {
            record.put("statusCode", statusCode);
        }
        if (status.equals("Start") && !request.isEmpty()) {
            record.set("properties", Json.object("requestbody", request));
        }
        hour.add("activity", record, at);
    }
}
