package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Json;
import java.time.Instant;
import java.util.List;

/**
 * What Entra ID Protection finds in a month of everyday work: mostly unfamiliar places of people who travel or have a new
 * telephone, which are soon remediated by a second factor; now and then something that has to be looked into.
 *
 * @see <a href="https://learn.microsoft.com/entra/id-protection/concept-identity-protection-risks">The detections</a>
 */
final class IdentityProtection implements Habit {

    /**
     * A finding.
     *
     * @param aMonth how often in 30 days of a tenant of 200 identities
     */
    private record Finding(String event, String level, String timing, double aMonth) {}

    private static final List<Finding> FINDINGS = List.of(
            new Finding("unfamiliarFeatures", "low", "realtime", 9),
            new Finding("unfamiliarFeatures", "medium", "realtime", 4),
            new Finding("unlikelyTravel", "medium", "offline", 3),
            new Finding("newCountry", "medium", "offline", 3),
            new Finding("anonymizedIPAddress", "medium", "realtime", 2),
            new Finding("anomalousToken", "low", "realtime", 2),
            new Finding("anomalousToken", "medium", "offline", 1),
            new Finding("suspiciousBrowser", "medium", "offline", 0.5),
            // Somebody used the company's password at a shop whose customers were published.
            new Finding("leakedCredentials", "high", "offline", 0.2),
            new Finding("userReportedSuspiciousActivity", "high", "offline", 0.2));

    /** Of findings of a realtime kind, those that the second factor settles at once. */
    private static final double REMEDIATED = 0.7;

    private final Tenant tenant;

    IdentityProtection(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        for (Finding finding : FINDINGS) {
            for (int i = hour.times(finding.aMonth() / (30 * 24) * tenant.scale()); i > 0; i--) {
                find(hour, finding);
            }
        }
    }

    private void find(SimulatedHour hour, Finding finding) {
        Person person = hour.oneOf(tenant.people());
        boolean leaked = finding.event().equals("leakedCredentials");
        ObjectNode fields = Json.object(
                "user",
                person.name(),
                "event",
                finding.event(),
                "level",
                finding.level(),
                "timing",
                finding.timing(),
                "ip",
                leaked ? "" : person.mobile(hour),
                "country",
                person.office().country(),
                "requestId",
                hour.id(),
                "correlationId",
                hour.id());
        boolean settled = finding.timing().equals("realtime") && hour.happens(REMEDIATED);
        if (settled) {
            fields.put("state", "remediated").put("detail", "userPassedMFADrivenByRiskBasedPolicy");
        }
        Instant at = hour.moment();
        hour.add("user-risk", fields, at);
        if (!settled && hour.happens(0.5)) {
            // An administrator looks into it and lets it go, which is written as another record of the same finding.
            hour.add(
                    "user-risk",
                    fields.deepCopy().put("state", "dismissed").put("detail", "adminDismissedAllRiskForUser"),
                    at.plusSeconds(3_600L + hour.below(40_000)));
        }
    }
}
