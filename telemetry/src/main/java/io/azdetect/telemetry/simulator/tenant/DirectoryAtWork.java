package io.azdetect.telemetry.simulator.tenant;

import static io.azdetect.telemetry.simulator.tenant.DirectoryChange.Area.APPLICATIONS;
import static io.azdetect.telemetry.simulator.tenant.DirectoryChange.Area.DEVICES;
import static io.azdetect.telemetry.simulator.tenant.DirectoryChange.Area.GROUPS;
import static io.azdetect.telemetry.simulator.tenant.DirectoryChange.Area.POLICIES;
import static io.azdetect.telemetry.simulator.tenant.DirectoryChange.Area.ROLES;
import static io.azdetect.telemetry.simulator.tenant.DirectoryChange.Area.USERS;

import io.azdetect.telemetry.simulator.Ids;
import io.azdetect.telemetry.simulator.tenant.DirectoryChange.Area;
import io.azdetect.telemetry.simulator.tenant.Workload.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Changes to the directory: staff who come and go, forgotten passwords, groups, devices, applications and their secrets,
 * guests, roles activated for a day's work.
 */
final class DirectoryAtWork implements Habit {

    /** The personnel system: it creates accounts, disables them and keeps their fields. */
    private static final String PERSONNEL = "sp-hr-provisioning";

    private static final String METHODS = "Authentication Methods";

    /** The roles that administrators hold as eligible ones and activate. */
    private static final List<String> ACTIVATED = List.of(
            "Application Administrator", "Security Administrator", "User Administrator", "Owner", "Contributor");

    /** Whose people are guests. */
    private static final List<String> PARTNERS = List.of("fabrikam.com", "northwind.example", "adatum.example");

    private final Tenant tenant;

    DirectoryAtWork(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        staff(hour);
        helpdesk(hour);
        people(hour);
        applications(hour);
        roles(hour);
        policies(hour);
    }

    private void staff(SimulatedHour hour) {
        for (Person person : tenant.people()) {
            if (hour.isAt(6) && person.joined().equals(hour.start().minus(Duration.ofHours(6)))) {
                joins(hour, person);
            }
            if (person.left().equals(hour.start())) {
                DirectoryChange.by(hour, PERSONNEL, "", "Disable account", USERS)
                        .on(person)
                        .changing("AccountEnabled", "[false]")
                        .happens(hour.moment());
            }
        }
        if (hour.isAt(5)) {
            for (int i = hour.times(8 * tenant.scale()); i > 0; i--) {
                DirectoryChange.by(hour, PERSONNEL, "", "Update user", USERS)
                        .on(hour.oneOf(tenant.people()))
                        .changing(hour.oneOf("JobTitle", "Department", "Manager"), "[\"changed\"]")
                        .happens(hour.moment());
            }
        }
        for (int i = hour.times(1.5 * tenant.scale()); i > 0; i--) {
            DirectoryChange.by(hour, "Device Registration Service", "", "Update device", DEVICES)
                    .on(hour.oneOf(tenant.people()).device(), "Device")
                    .happens(hour.moment());
        }
    }

    private void joins(SimulatedHour hour, Person person) {
        Instant at = hour.moment(0, 600);
        DirectoryChange.by(hour, PERSONNEL, "", "Add user", USERS).on(person).happens(at);
        DirectoryChange.by(hour, PERSONNEL, "", "Change user license", USERS)
                .on(person)
                .happens(at.plusSeconds(20));
        DirectoryChange.by(hour, PERSONNEL, "", "Add member to group", GROUPS)
                .on(person)
                .happens(at.plusSeconds(40));
        Person helpdesk = hour.oneOf(tenant.people(Department.HELPDESK));
        DirectoryChange.by(hour, helpdesk, "Admin registered security info", USERS)
                .on(person)
                .of(METHODS, "Admin registered temporary access pass method for user")
                .happens(at.plus(Duration.ofHours(2)));
        DirectoryChange.by(hour, person, "User registered security info", USERS)
                .on(person)
                .of(METHODS, "User registered Authenticator App with Notification and Code")
                .happens(at.plus(Duration.ofHours(3)));
        DirectoryChange.by(hour, "Device Registration Service", "", "Register device", DEVICES)
                .on(person.device(), "Device")
                .happens(at.plus(Duration.ofHours(4)));
    }

    /** By day and, from the other side of the world, by night. */
    private void helpdesk(SimulatedHour hour) {
        tenant.now(hour, Department.HELPDESK, 75, helpdesk -> {
            Person user = hour.oneOf(tenant.people(hour.happens(0.9) ? Department.OFFICE : Department.ENGINEERING));
            Instant at = hour.moment();
            change(hour, helpdesk, "Reset user password", USERS, user).happens(at);
            change(hour, user, "Change user password", USERS, user).happens(hour.after(at, 900));
        });
        tenant.now(
                hour,
                Department.HELPDESK,
                0.4,
                helpdesk -> change(
                                hour,
                                helpdesk,
                                "Reset user password",
                                USERS,
                                hour.oneOf(tenant.people(Department.PLATFORM)))
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.HELPDESK,
                6,
                helpdesk -> change(
                                hour,
                                helpdesk,
                                "Admin registered security info",
                                USERS,
                                hour.oneOf(tenant.people(Department.OFFICE)))
                        .of(
                                METHODS,
                                hour.happens(0.4)
                                        ? "Admin registered temporary access pass method for user"
                                        : "Admin registered phone method for user")
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.HELPDESK,
                90,
                helpdesk -> change(
                                hour,
                                helpdesk,
                                hour.oneOf("Add member to group", "Remove member from group"),
                                GROUPS,
                                someone(hour))
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.HELPDESK,
                20,
                helpdesk -> DirectoryChange.by(hour, helpdesk, hour.oneOf("Update device", "Delete device"), DEVICES)
                        .on(someone(hour).device(), "Device")
                        .happens(hour.moment()));
    }

    private Person someone(SimulatedHour hour) {
        return hour.oneOf(tenant.people());
    }

    private static DirectoryChange change(SimulatedHour hour, Person by, String operation, Area area, Person target) {
        return DirectoryChange.by(hour, by, operation, area).on(target);
    }

    /** What people do for themselves, and for those they work with. */
    private void people(SimulatedHour hour) {
        tenant.now(
                hour,
                Department.OFFICE,
                14,
                person -> change(
                                hour,
                                person,
                                hour.oneOf("User registered security info", "User changed default security info"),
                                USERS,
                                person)
                        .of(METHODS, "User registered phone method")
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.OFFICE,
                25,
                person -> change(hour, person, "Reset password (self-service)", USERS, person)
                        .of("Self-service Password Management", "Successfully completed reset.")
                        .happens(hour.moment()));
        tenant.now(hour, Department.OFFICE, 18, person -> invite(hour, person));
        tenant.now(hour, Department.ENGINEERING, 5, person -> invite(hour, person));
        tenant.now(
                hour,
                Department.OFFICE,
                60,
                person -> DirectoryChange.by(
                                hour, person, hour.oneOf("Add member to group", "Add owner to group"), GROUPS)
                        .on(someone(hour))
                        .happens(hour.moment()));
        tenant.now(hour, Department.OFFICE, 4, person -> consent(hour, person, "User.Read openid profile email"));
    }

    private static void invite(SimulatedHour hour, Person person) {
        String name = "guest" + hour.below(400);
        String domain = hour.oneOf(PARTNERS);
        Instant at = hour.moment();
        DirectoryChange.by(hour, person, "Invite external user", USERS)
                .on(name + "_" + domain + "#EXT#@contoso.onmicrosoft.com", "User")
                .with("service", "Invited Users")
                .detail("invitedUserEmailAddress", name + "@" + domain)
                .happens(at);
        DirectoryChange.by(hour, name + "@" + domain, "198.19.230.9", "Redeem external user invite", USERS)
                .on(name + "_" + domain + "#EXT#@contoso.onmicrosoft.com", "User")
                .with("service", "Invited Users")
                .happens(hour.after(at, 7_000));
    }

    private static void consent(SimulatedHour hour, Person person, String scopes) {
        String application = hour.oneOf("Survey Builder", "Diagram Studio", "Travel Desk", "Whiteboard Plus");
        Instant at = hour.moment();
        DirectoryChange.by(hour, person, "Add delegated permission grant", APPLICATIONS)
                .on("Microsoft Graph", "ServicePrincipal")
                .changing("DelegatedPermissionGrant.Scope", "\"" + scopes + "\"")
                .changing("DelegatedPermissionGrant.ConsentType", "\"Principal\"")
                .happens(at);
        DirectoryChange.by(hour, person, "Consent to application", APPLICATIONS)
                .on(application, "ServicePrincipal")
                .changing("ConsentContext.IsAdminConsent", "\"False\"")
                .changing(
                        "ConsentAction.Permissions",
                        "\"[] => [[Id: x, ConsentType: Principal, Scope: " + scopes + "]]\"")
                .happens(at.plusMillis(400));
    }

    /** Applications are registered, own secrets that run out, and get owners, roles and permissions. */
    private void applications(SimulatedHour hour) {
        List<Workload> applications = tenant.workloads(Kind.APPLICATION, Kind.PIPELINE);
        tenant.now(hour, Department.ENGINEERING, 4, person -> register(hour, person));
        tenant.now(
                hour,
                Department.ENGINEERING,
                6,
                person -> secret(
                        hour,
                        person,
                        "Update application – Certificates and secrets management ",
                        hour.oneOf(applications).name(),
                        "Application"));
        tenant.now(
                hour,
                Department.DIRECTORY,
                0.4,
                person -> secret(
                        hour,
                        person,
                        "Add service principal credentials",
                        hour.oneOf(applications).name(),
                        "ServicePrincipal"));
        tenant.now(
                hour,
                Department.DIRECTORY,
                3,
                person -> DirectoryChange.by(hour, person, "Add owner to application", APPLICATIONS)
                        .on(hour.oneOf(tenant.people(Department.ENGINEERING)))
                        .changing(
                                "Application.DisplayName",
                                "\"" + hour.oneOf(applications).name() + "\"")
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.DIRECTORY,
                12,
                person -> DirectoryChange.by(hour, person, "Add app role assignment grant to user", USERS)
                        .on("contoso-" + hour.oneOf("orders", "travel", "expenses"), "ServicePrincipal")
                        .changing(
                                "AppRole.Value",
                                "\"" + hour.oneOf("Orders.Read", "Travel.User", "Expenses.Approve") + "\"")
                        .changing("User.UPN", "\"" + someone(hour).name() + "\"")
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.DIRECTORY,
                2,
                person -> DirectoryChange.by(hour, person, "Add app role assignment to service principal", APPLICATIONS)
                        .on("Microsoft Graph", "ServicePrincipal")
                        .changing(
                                "AppRole.Value",
                                "\"" + hour.oneOf("User.Read.All", "Group.Read.All", "Mail.Send") + "\"")
                        .changing(
                                "ServicePrincipal.DisplayName",
                                "\"" + hour.oneOf(applications).name() + "\"")
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.ENGINEERING,
                0.3,
                person -> DirectoryChange.by(hour, person, "Update application", APPLICATIONS)
                        .on(hour.oneOf(applications).name(), "Application")
                        .changing(
                                "FederatedIdentityCredentials",
                                "[{\"Name\":\"main\",\"Issuer\":\"https://token.actions.githubusercontent.com\",\"Subject\":"
                                        + "\"repo:contoso/app:ref:refs/heads/main\",\"Audiences\":[\"api://AzureADTokenExchange\"]}]")
                        .happens(hour.moment()));
        tenant.now(hour, Department.DIRECTORY, 1, person -> consent(hour, person, "User.Read Calendars.Read"));
    }

    private static void register(SimulatedHour hour, Person person) {
        String name = "try-" + hour.below(1_000);
        String id = hour.id();
        Instant at = hour.moment();
        for (String operation : List.of("Add application", "Add owner to application", "Add service principal")) {
            DirectoryChange change =
                    DirectoryChange.by(hour, person, operation, APPLICATIONS).with("correlationId", id);
            if (operation.startsWith("Add owner")) {
                change.on(person).changing("Application.DisplayName", "\"" + name + "\"");
            } else {
                change.on(name, operation.endsWith("application") ? "Application" : "ServicePrincipal");
            }
            change.happens(at);
            at = at.plusMillis(300);
        }
    }

    private static void secret(SimulatedHour hour, Person person, String operation, String application, String type) {
        DirectoryChange.by(hour, person, operation, APPLICATIONS)
                .on(application, type)
                .changing(
                        "KeyDescription",
                        "[\"[KeyIdentifier=" + hour.id() + ",KeyType=Password,KeyUsage=Verify,DisplayName=rotated]\"]")
                .changing("Included Updated Properties", "\"KeyDescription\"")
                .happens(hour.moment());
    }

    private void roles(SimulatedHour hour) {
        for (Department department : List.of(Department.PLATFORM, Department.DIRECTORY, Department.SECURITY)) {
            for (Person person : tenant.people(department)) {
                if (hour.happens(person.busy(hour) * 0.05)) {
                    // Everybody has one or two roles that their work needs.
                    int first = (int) Ids.number(ACTIVATED.size(), "role", person.name());
                    activate(hour, person, ACTIVATED.get((first + (hour.happens(0.2) ? 1 : 0)) % ACTIVATED.size()));
                }
            }
        }
        tenant.now(
                hour,
                Department.DIRECTORY,
                0.7,
                person -> DirectoryChange.by(
                                hour, person, "Add eligible member to role in PIM completed (permanent)", ROLES)
                        .role(hour.oneOf(ACTIVATED), hour.oneOf(tenant.people(Department.PLATFORM)), person.ip(hour))
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.DIRECTORY,
                0.2,
                person -> DirectoryChange.by(hour, person, "Add member to role", ROLES)
                        .on(hour.oneOf(tenant.people(Department.HELPDESK)))
                        .changing("Role.DisplayName", "\"Helpdesk Administrator\"")
                        .happens(hour.moment()));
    }

    private static void activate(SimulatedHour hour, Person person, String role) {
        String ip = person.ip(hour);
        Instant at = hour.moment();
        for (String operation : List.of(
                "Add member to role requested (PIM activation)", "Add member to role completed (PIM activation)")) {
            DirectoryChange.by(hour, person, operation, ROLES)
                    .role(role, person, ip)
                    .happens(at);
            at = hour.after(at, 20);
        }
        DirectoryChange.by(hour, "MS-PIM", "", "Add member to role", ROLES)
                .on(person)
                .changing("Role.DisplayName", "\"" + role + "\"")
                .happens(at);
    }

    private void policies(SimulatedHour hour) {
        tenant.now(
                hour,
                Department.DIRECTORY,
                1.2,
                person -> DirectoryChange.by(hour, person, "Update conditional access policy", POLICIES)
                        .on("Require MFA for administrators", "Policy")
                        .with("service", "Conditional Access")
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.DIRECTORY,
                0.5,
                person -> DirectoryChange.by(hour, person, "Update named location", POLICIES)
                        .on("Offices", "Policy")
                        .with("service", "Conditional Access")
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.DIRECTORY,
                0.2,
                person -> DirectoryChange.by(hour, person, "Update a partner cross-tenant access setting", POLICIES)
                        .on("fabrikam.com", "Policy")
                        .happens(hour.moment()));
        tenant.now(
                hour,
                Department.DIRECTORY,
                0.2,
                person -> DirectoryChange.by(hour, person, "Authentication Methods Policy Update", POLICIES)
                        .on("AuthenticationMethodsPolicy", "Policy")
                        .of(METHODS, "")
                        .happens(hour.moment()));
    }
}
