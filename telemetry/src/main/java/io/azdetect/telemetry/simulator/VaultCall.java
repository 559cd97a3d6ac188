package io.azdetect.telemetry.simulator;

import java.time.Instant;

/** A request to a key vault of the sample tenant. Immutable; {@code object} and the like give changed copies. */
final class VaultCall {

    private final Timeline timeline;
    private final Subscription subscription;
    private final EventDraft draft;

    VaultCall(
            Timeline timeline,
            Subscription subscription,
            String resourceGroup,
            String vault,
            String operation,
            Principal caller) {
        this(
                timeline,
                subscription,
                Events.of("keyvault")
                        .with("operation", operation)
                        .with("vault", vault)
                        .with("caller", caller.name())
                        .with("ip", caller.ip())
                        .with("resourceGroup", resourceGroup)
                        .with("subscription", subscription.id()));
    }

    private VaultCall(Timeline timeline, Subscription subscription, EventDraft draft) {
        this.timeline = timeline;
        this.subscription = subscription;
        this.draft = draft;
    }

    VaultCall object(String name) {
        return with("object", name);
    }

    VaultCall from(String ip) {
        return with("ip", ip);
    }

    VaultCall with(String field, String value) {
        return new VaultCall(timeline, subscription, draft.with(field, value));
    }

    VaultCall status(int httpStatus) {
        return new VaultCall(timeline, subscription, draft.with("httpStatus", httpStatus));
    }

    void at(Instant when) {
        timeline.add(subscription.resourceLogRoute(), draft, when);
    }
}
