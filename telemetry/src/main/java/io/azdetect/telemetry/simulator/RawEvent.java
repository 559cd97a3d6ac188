package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A record as Azure writes it, and where Azure would write it.
 *
 * @param container the storage container that a diagnostic setting writes to ({@code insights-activity-logs},
 *     {@code insights-logs-auditevent}, …), or the table for sources that send rows ({@code Event}, {@code Syslog},
 *     {@code SecurityEvent})
 * @param record the raw record, with Azure's field names and spelling
 */
public record RawEvent(String container, ObjectNode record) {

    public RawEvent {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(record, "record");
    }

    /**
     * The folder inside the container that a diagnostic setting writes it to: Entra ID's logs lie under the tenant, the
     * Activity Log under its subscription, all others under the resource. Empty for sources that send rows.
     */
    public Optional<String> source() {
        if (!container.startsWith("insights-")) {
            return Optional.empty();
        }
        // App Service writes ResourceId.
        String resourceId = record.path(record.has("resourceId") ? "resourceId" : "ResourceId")
                .asText();
        if (resourceId.toLowerCase(Locale.ROOT).startsWith("/tenants/")) {
            return Optional.of("tenantId=" + record.path("tenantId").asText());
        }
        if (container.equals("insights-activity-logs") && resourceId.matches("(?i)/subscriptions/.+")) {
            return Optional.of("resourceId=/SUBSCRIPTIONS/" + resourceId.split("/", 4)[2]);
        }
        return Optional.of("resourceId=" + resourceId);
    }
}
