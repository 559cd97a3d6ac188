package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Json;
import io.azdetect.telemetry.simulator.tenant.Workload.Kind;
import java.time.Instant;

/**
 * What App Service logs of publishing. Pipelines that still publish with the site's own credentials log in from whichever
 * build agent they run on; people log in without knowing when they open a page of the portal that Kudu answers.
 */
final class SitesInUse implements Habit {

    /** Packages that a pipeline publishes in an hour at work. */
    private static final double PUBLISHED = 0.08;

    private final Tenant tenant;

    SitesInUse(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        for (Workload site : tenant.workloads(Kind.WEB_APP, Kind.FUNCTION)) {
            for (int i = hour.times(hour.office(7) * PUBLISHED); i > 0; i--) {
                publish(hour, site);
            }
        }
        tenant.now(hour, Department.ENGINEERING, 60, person -> open(hour, person));
        tenant.now(hour, Department.PLATFORM, 6, person -> open(hour, person));
    }

    private void publish(SimulatedHour hour, Workload site) {
        Instant at = hour.moment();
        Workload pipeline = hour.oneOf(tenant.workloads(Kind.PIPELINE));
        hour.add("app-service-login", login(site, "$" + site.name(), pipeline.ip(hour)), at);
        for (String file : new String[] {"web.config", "bin/" + site.name() + ".dll", "appsettings.json"}) {
            at = hour.after(at, 3);
            hour.add("app-service-file", file(site, "/home/site/wwwroot/" + file), at);
        }
        if (site.kind() == Kind.WEB_APP) {
            // The job that comes with the package is written anew each time.
            hour.add(
                    "app-service-file",
                    file(site, "/home/site/wwwroot/App_Data/jobs/triggered/cleanup/run.ps1"),
                    hour.after(at, 3));
        }
    }

    private void open(SimulatedHour hour, Person person) {
        Workload site = hour.oneOf(tenant.workloads(Kind.WEB_APP, Kind.FUNCTION));
        Instant at = hour.moment();
        for (int i = 1 + hour.below(3); i > 0; i--) {
            hour.add("app-service-login", login(site, person.name(), person.ip(hour)), at);
            at = hour.after(at, 90);
        }
    }

    private static ObjectNode login(Workload site, String user, String ip) {
        return of(site).put("user", user).put("ip", ip);
    }

    private static ObjectNode file(Workload site, String path) {
        return of(site).put("path", path);
    }

    private static ObjectNode of(Workload site) {
        return Json.object("site", site.name(), "resourceGroup", Estate.RESOURCE_GROUP);
    }
}
