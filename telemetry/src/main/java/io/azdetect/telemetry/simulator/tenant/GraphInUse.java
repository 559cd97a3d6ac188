package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Contoso;
import io.azdetect.telemetry.simulator.Json;
import io.azdetect.telemetry.simulator.tenant.Workload.Kind;
import java.time.Instant;
import java.util.List;

/** Requests to Microsoft Graph: by portals and clients for people, by the personnel system, a scanner and a mailer. */
final class GraphInUse implements Habit {

    /** Requests of a person's clients in an hour at work. */
    private static final double A_PERSON = 2.2;

    private static final String TEAMS = "1fec8e78-bce4-4aaf-ab1b-5451cc387264";

    private static final List<String> EVERYBODYS = List.of(
            "/v1.0/me",
            "/v1.0/me/photo/$value",
            "/v1.0/me/joinedTeams",
            "/v1.0/me/memberOf",
            "/v1.0/me/calendarView?startDateTime=2024-04-01&endDateTime=2024-04-08");

    private static final List<String> IN_THE_PORTAL = List.of(
            "/beta/me/memberOf",
            "/v1.0/directoryObjects/getByIds",
            "/beta/users?$top=100&$select=id,displayName,userPrincipalName",
            "/beta/roleManagement/directory/roleDefinitions",
            "/v1.0/groups?$top=20");

    /** What a scanner for weak settings goes through every night. */
    private static final List<String> SCANNED = List.of(
            "/v1.0/users?$top=999",
            "/v1.0/groups?$top=999",
            "/v1.0/applications?$top=999",
            "/v1.0/servicePrincipals?$top=999",
            "/v1.0/directoryRoles?$expand=members",
            "/v1.0/oauth2PermissionGrants?$top=999",
            "/v1.0/identity/conditionalAccess/policies",
            "/v1.0/policies/authorizationPolicy",
            "/v1.0/domains");

    private final Tenant tenant;

    GraphInUse(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        for (Person person : tenant.people()) {
            boolean administers = person.department() == Department.HELPDESK
                    || person.department() == Department.PLATFORM
                    || person.department() == Department.DIRECTORY;
            for (int i = hour.times(person.busy(hour) * A_PERSON); i > 0; i--) {
                boolean portal = administers && hour.happens(0.5);
                hour.add(
                        "graph-activity",
                        request(person, person.ip(hour), hour.oneOf(portal ? IN_THE_PORTAL : EVERYBODYS))
                                .put("appId", portal ? Contoso.AZURE_PORTAL : TEAMS),
                        hour.moment());
            }
        }
        personnelSystem(hour);
        if (hour.isAt(3)) {
            scan(hour);
        }
        Workload mailer = tenant.workloads(Kind.APPLICATION)
                .get(tenant.workloads(Kind.APPLICATION).size() - 1);
        for (int i = hour.times(2 * hour.office(8)); i > 0; i--) {
            String to = hour.oneOf(tenant.people()).id();
            hour.add(
                    "graph-activity",
                    request(mailer, mailer.ip(hour), "/v1.0/users/" + to + "/sendMail")
                            .put("method", "POST")
                            .put("status", 202)
                            .put("permissions", "Mail.Send"),
                    hour.moment());
        }
    }

    /** Asks for what has changed, every twenty minutes. */
    private void personnelSystem(SimulatedHour hour) {
        Workload personnel = tenant.workloads(Kind.APPLICATION).get(0);
        for (int i = 0; i < 3; i++) {
            hour.add(
                    "graph-activity",
                    request(personnel, personnel.ip(hour), "/v1.0/users/delta?$deltatoken=" + hour.id())
                            .put("permissions", "User.ReadWrite.All"),
                    hour.moment(1_200 * i, 1_200 * i + 60));
        }
    }

    private void scan(SimulatedHour hour) {
        Workload scanner = tenant.only(Kind.SCANNER);
        Instant at = hour.moment(0, 300);
        for (String uri : SCANNED) {
            hour.add(
                    "graph-activity",
                    request(scanner, scanner.ip(hour), uri)
                            .put("permissions", "Directory.Read.All Policy.Read.All")
                            .put("userAgent", "posture-scanner/4.2"),
                    at);
            at = hour.after(at, 8);
        }
        for (int i = 0; i < 60 * tenant.scale(); i++) {
            hour.add(
                    "graph-activity",
                    request(scanner, scanner.ip(hour), "/v1.0/groups/" + hour.id() + "/members")
                            .put("permissions", "Directory.Read.All Policy.Read.All")
                            .put("userAgent", "posture-scanner/4.2"),
                    at);
            at = hour.after(at, 2);
        }
    }

    private static ObjectNode request(Caller caller, String ip, String uri) {
        return Json.object("uri", uri, "caller", caller.name(), "ip", ip);
    }
}
