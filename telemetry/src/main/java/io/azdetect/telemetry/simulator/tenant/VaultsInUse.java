package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Contoso;
import io.azdetect.telemetry.simulator.Ids;
import io.azdetect.telemetry.simulator.Json;
import io.azdetect.telemetry.simulator.tenant.Workload.Kind;
import java.time.DayOfWeek;
import java.time.Instant;

/** Applications read their secrets, people look after them, and a job once a week looks for what is about to expire. */
final class VaultsInUse implements Habit {

    private static final String PORTAL_CLIENT =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0"
                    + " Safari/537.36 Edg/122.0.0.0";

    private final Tenant tenant;

    VaultsInUse(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        for (Workload workload :
                tenant.workloads(Kind.APPLICATION, Kind.FUNCTION, Kind.WEB_APP, Kind.CLUSTER, Kind.MACHINE)) {
            applicationReads(hour, workload);
        }
        for (Person person : tenant.people(Department.ENGINEERING)) {
            for (int i = hour.times(person.busy(hour) * 0.012); i > 0; i--) {
                looksUp(hour, person);
            }
        }
        for (Person person : tenant.people(Department.PLATFORM)) {
            if (hour.happens(person.busy(hour) * 0.015)) {
                rotates(hour, person);
            }
        }
        if (hour.isAt(DayOfWeek.MONDAY, 6)) {
            expiryReport(hour);
        }
        policyLooks(hour);
    }

    /** Every instance reads a handful of secrets when it starts, and again when its cache runs out. */
    private void applicationReads(SimulatedHour hour, Workload workload) {
        double daytime = 0.4 + 0.6 * hour.office(8);
        String vault = tenant.estate().vaultOf(workload);
        int secrets = 2 + (int) Ids.number(5, "secrets", workload.name());
        for (int i = hour.times(1.1 * daytime); i > 0; i--) {
            Instant at = hour.moment();
            for (int secret = 0; secret < secrets; secret++) {
                hour.add(
                        "keyvault",
                        request(workload, workload.ip(hour), "SecretGet", vault)
                                .put("object", workload.name() + "-" + secret),
                        at.plusMillis(40L * secret));
            }
        }
        if (workload.kind() == Kind.WEB_APP && hour.happens(0.05)) {
            hour.add(
                    "keyvault",
                    request(workload, workload.ip(hour), "KeyUnwrap", vault).put("object", "data-protection"),
                    hour.moment());
        }
    }

    /** An engineer opens the vault in the portal, which lists what is in it, and shows one secret. */
    private void looksUp(SimulatedHour hour, Person person) {
        String vault = hour.oneOf(tenant.estate().vaults());
        String ip = person.ip(hour);
        Instant at = hour.moment();
        hour.add("keyvault", portal(person, ip, "SecretList", vault), at);
        Instant then = hour.after(at, 60);
        if (hour.happens(0.2)) {
            hour.add("keyvault", portal(person, ip, "SecretGet", vault).put("httpStatus", 403), then);
            return;
        }
        hour.add("keyvault", portal(person, ip, "SecretListVersions", vault).put("object", "sql-connection"), then);
        hour.add(
                "keyvault",
                portal(person, ip, "SecretGet", vault).put("object", "sql-connection"),
                hour.after(then, 20));
    }

    private void rotates(SimulatedHour hour, Person person) {
        String vault = hour.oneOf(tenant.estate().vaults());
        String ip = person.ip(hour);
        Instant at = hour.moment();
        for (int i = 1 + hour.below(3); i > 0; i--) {
            hour.add(
                    "keyvault",
                    request(person, ip, "SecretSet", vault)
                            .put("object", "rotated-" + i)
                            .put("appId", Contoso.AZURE_CLI),
                    at.plusSeconds(20L * i));
        }
        if (hour.happens(0.3)) {
            hour.add("keyvault", portal(person, ip, "CertificateList", vault), hour.after(at, 200));
            hour.add(
                    "keyvault",
                    portal(person, ip, "CertificateGet", vault).put("object", "wildcard"),
                    hour.after(at, 300));
        }
        if (hour.happens(0.1)) {
            hour.add("keyvault", portal(person, ip, "KeyList", vault), hour.after(at, 250));
            hour.add(
                    "keyvault",
                    portal(person, ip, "KeyGet", vault).put("object", "data-protection"),
                    hour.after(at, 300));
        }
        if (hour.happens(0.02)) {
            hour.add(
                    "keyvault",
                    portal(person, ip, "SecretRecover", vault).put("object", "rotated-1"),
                    hour.after(at, 400));
        }
    }

    /** A runbook lists every vault and reads nothing. */
    private void expiryReport(SimulatedHour hour) {
        Workload automation = tenant.only(Kind.AUTOMATION);
        Instant at = hour.moment(300, 400);
        for (String vault : tenant.estate().vaults()) {
            hour.add("keyvault", request(automation, automation.ip(hour), "SecretList", vault), at);
            hour.add(
                    "keyvault", request(automation, automation.ip(hour), "CertificateList", vault), at.plusMillis(300));
            at = at.plusSeconds(3);
        }
    }

    /** Azure Policy and Defender for Cloud ask for the vault's settings. */
    private void policyLooks(SimulatedHour hour) {
        if (hour.hourOfDay() % 12 == 3) {
            Workload policy = tenant.only(Kind.POLICY);
            for (String vault : tenant.estate().vaults()) {
                hour.add("keyvault", request(policy, "", "VaultGet", vault), hour.moment());
            }
        }
    }

    private static ObjectNode portal(Person person, String ip, String operation, String vault) {
        return request(person, ip, operation, vault).put("clientInfo", PORTAL_CLIENT);
    }

    private static ObjectNode request(Caller caller, String ip, String operation, String vault) {
        return Json.object(
                "operation",
                operation,
                "vault",
                vault,
                "caller",
                caller.name(),
                "ip",
                ip,
                "resourceGroup",
                Estate.RESOURCE_GROUP);
    }
}
