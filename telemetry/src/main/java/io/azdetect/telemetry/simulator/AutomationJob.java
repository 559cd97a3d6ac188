package io.azdetect.telemetry.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A runbook's job, the lines it writes and the sign-in it makes. */
final class AutomationJob {

    private final Timeline timeline;
    private final String account;
    private final String runbook;
    private final List<String> output = new ArrayList<>();
    private Optional<Principal> runAs = Optional.empty();
    private Optional<String> error = Optional.empty();
    private String startedBy = "System";

    private AutomationJob(Timeline timeline, String account, String runbook) {
        this.timeline = timeline;
        this.account = account;
        this.runbook = runbook;
    }

    static AutomationJob of(Timeline timeline, String account, String runbook) {
        return new AutomationJob(timeline, account, runbook);
    }

    /** Signs in with the Run As certificate when it starts. */
    AutomationJob signingInAs(Principal principal) {
        runAs = Optional.of(principal);
        return this;
    }

    AutomationJob startedBy(Principal caller) {
        startedBy = caller.name();
        return this;
    }

    AutomationJob writes(String line) {
        output.add(line);
        return this;
    }

    AutomationJob fails(String message) {
        error = Optional.of(message);
        return this;
    }

    void completesAfterStart(Instant at) {
        String job = Ids.guid("job", account, runbook, at.toString());
        add("automation-joblog", job, "status", "Created", at);
        add("automation-joblog", job, "status", "Started", at.plusSeconds(6));
        runAs.ifPresent(
                principal -> timeline.add(Route.STORAGE, runAsSignIn(principal, principal.ip()), at.plusSeconds(9)));
        Instant now = at.plusSeconds(12);
        for (String line : output) {
            add("automation-jobstream", job, "text", line, now);
            now = now.plusSeconds(7);
        }
        if (error.isPresent()) {
            timeline.add(
                    Route.STORAGE,
                    draft("automation-jobstream", job).with("stream", "Error").with("text", error.get()),
                    now);
        }
        add("automation-joblog", job, "status", error.isPresent() ? "Failed" : "Completed", now.plusSeconds(2));
    }

    static EventDraft runAsSignIn(Principal principal, String ip) {
        return Events.of("serviceprincipal-signin")
                .with("servicePrincipal", principal.name())
                .with("ip", ip)
                .with("thumbprint", ContosoTenant.RUN_AS_THUMBPRINT);
    }

    private void add(String kind, String job, String field, String value, Instant at) {
        timeline.add(Route.STORAGE, draft(kind, job).with(field, value), at);
    }

    private EventDraft draft(String kind, String job) {
        return Events.of(kind)
                .with("account", account)
                .with("runbook", runbook)
                .with("job", job)
                .with("caller", startedBy)
                .with("resourceGroup", "rg-ops");
    }
}
