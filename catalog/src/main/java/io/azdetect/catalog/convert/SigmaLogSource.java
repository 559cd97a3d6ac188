package io.azdetect.catalog.convert;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A log of Azure's that Sigma rules are written for, and the table that it goes to. */
enum SigmaLogSource {
    ACTIVITY_LOGS(
            "activitylogs,azureactivity",
            "AzureActivity",
            "",
            "",
            "Account FullName Caller,IP Address CallerIpAddress,AzureResource ResourceId _ResourceId"),
    SIGN_IN_LOGS("signinlogs", "SigninLogs", "", "", "Account FullName UserPrincipalName,IP Address IPAddress"),
    AUDIT_LOGS("auditlogs", "AuditLogs", "", Actor.COLUMNS, Actor.ENTITIES),
    RISK_DETECTION(
            "riskdetection", "AADUserRiskEvents", "", "", "Account FullName UserPrincipalName,IP Address IpAddress"),
    PRIVILEGED_IDENTITY_MANAGEMENT(
            "pim,auditlogs", "AuditLogs", "LoggedByService =~ \"PIM\"", Actor.COLUMNS, Actor.ENTITIES);

    private final String services;
    private final String table;
    private final String condition;
    private final String extension;
    private final String entities;

    SigmaLogSource(String services, String table, String condition, String extension, String entities) {
        this.services = services;
        this.table = table;
        this.condition = condition;
        this.extension = extension;
        this.entities = entities;
    }

    /** Who did it, which AuditLogs has within a column. */
    private static final class Actor {
        static final String COLUMNS = """
                | extend
                    Actor = coalesce(tostring(InitiatedBy.user.userPrincipalName), tostring(InitiatedBy.app.displayName)),
                    ActorAddress = tostring(InitiatedBy.user.ipAddress)""";
        static final String ENTITIES = "Account FullName Actor,IP Address ActorAddress";
    }

    /** The one of this name of a service. */
    static Optional<SigmaLogSource> of(String service) {
        return Arrays.stream(values())
                .filter(s -> s.services().get(0).equalsIgnoreCase(service)
                        || (s == ACTIVITY_LOGS && s.services().contains(service)))
                .findFirst();
    }

    /** For a message. */
    static String names() {
        return Arrays.stream(values()).map(s -> s.services().get(0)).collect(Collectors.joining(", "));
    }

    /** The names by which its fields are mapped. */
    List<String> services() {
        return List.of(services.split(",", -1));
    }

    String table() {
        return table;
    }

    /** What is true of all its records; empty when they have a table for themselves. */
    String condition() {
        return condition;
    }

    /** What the query adds to its result; empty when the entities are columns of the table. */
    String extension() {
        return extension;
    }

    /** Type, identifier and column of each entity. */
    List<String> entities() {
        return List.of(entities.split(",", -1));
    }
}
