package io.azdetect.telemetry.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * An operation of Azure Resource Manager and the records that it leaves in the Activity Log. Immutable; {@code by} and the
 * like give changed copies.
 */
final class ArmOperation {

    private final Timeline timeline;
    private final Subscription subscription;
    private final EventDraft draft;

    private ArmOperation(Timeline timeline, Subscription subscription, EventDraft draft) {
        this.timeline = Objects.requireNonNull(timeline, "timeline");
        this.subscription = Objects.requireNonNull(subscription, "subscription");
        this.draft = Objects.requireNonNull(draft, "draft");
    }

    /**
     * @param resource what follows the provider's slash, such as {@code Microsoft.Compute/virtualMachines/vm-1}
     */
    static ArmOperation on(
            Timeline timeline, Subscription subscription, String resourceGroup, String resource, String operation) {
        return new ArmOperation(
                timeline,
                subscription,
                Events.of("activity")
                        .with("operation", operation)
                        .with("resource", resource)
                        .with("resourceGroup", resourceGroup)
                        .with("subscription", subscription.id()));
    }

    ArmOperation by(Principal caller) {
        return by(caller.name(), caller.ip());
    }

    ArmOperation by(String caller, String ip) {
        return with("caller", caller).with("ip", ip);
    }

    ArmOperation with(String field, String value) {
        return new ArmOperation(timeline, subscription, draft.with(field, value));
    }

    /** Starts, is accepted where it takes longer than a few seconds, and succeeds. */
    void succeeds(Instant at, Duration takes) {
        EventDraft same = sameOperation(at);
        record(same.with("status", "Start"), at);
        if (takes.compareTo(Duration.ofSeconds(5)) > 0) {
            record(same.with("status", "Accept"), at.plusMillis(900));
        }
        record(same.with("status", "Success"), at.plus(takes));
    }

    /** Starts and fails. */
    void fails(Instant at, Duration takes, String statusCode) {
        EventDraft same = sameOperation(at);
        record(same.with("status", "Start"), at);
        record(same.with("status", "Failure").with("statusCode", statusCode), at.plus(takes));
    }

    /** Is refused before it starts, which leaves one record. */
    void isRefused(Instant at) {
        record(sameOperation(at).with("status", "Failure").with("statusCode", "Forbidden"), at);
    }

    /** Starts, and nothing more is heard of it. */
    void onlyStarts(Instant at) {
        record(sameOperation(at).with("status", "Start"), at);
    }

    private EventDraft sameOperation(Instant at) {
        return draft.with(
                "correlationId",
                Ids.guid("operation", at.toString(), draft.at(at).record().toString()));
    }

    private void record(EventDraft state, Instant at) {
        timeline.add(subscription.activityRoute(), state, at);
    }
}
