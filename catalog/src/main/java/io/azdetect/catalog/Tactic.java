package io.azdetect.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an attacker wants to reach: the tactics that Microsoft Sentinel's rules may name
 * (<a href="https://learn.microsoft.com/rest/api/securityinsights/alert-rules/create-or-update">AttackTactic</a>). The
 * Azure Threat Research Matrix uses seven of them.
 */
public enum Tactic {
    RECONNAISSANCE("Reconnaissance"),
    RESOURCE_DEVELOPMENT("Resource Development"),
    INITIAL_ACCESS("Initial Access"),
    EXECUTION("Execution"),
    PERSISTENCE("Persistence"),
    PRIVILEGE_ESCALATION("Privilege Escalation"),
    DEFENSE_EVASION("Defense Evasion"),
    CREDENTIAL_ACCESS("Credential Access"),
    DISCOVERY("Discovery"),
    LATERAL_MOVEMENT("Lateral Movement"),
    COLLECTION("Collection"),
    EXFILTRATION("Exfiltration"),
    COMMAND_AND_CONTROL("Command and Control"),
    IMPACT("Impact"),
    PRE_ATTACK("Pre-Attack"),
    IMPAIR_PROCESS_CONTROL("Impair Process Control"),
    INHIBIT_RESPONSE_FUNCTION("Inhibit Response Function");

    private final String displayName;

    Tactic(String displayName) {
        this.displayName = displayName;
    }

    /** For people, such as {@code Credential Access}. */
    public String displayName() {
        return displayName;
    }

    /** As Sentinel's rules write it, such as {@code CredentialAccess}. */
    public String sentinelName() {
        return this == COMMAND_AND_CONTROL ? "CommandAndControl" : letters(displayName);
    }

    /** The tactic of this name: {@code CredentialAccess}, {@code credential access} and {@code credential-access} alike. */
    public static Optional<Tactic> of(String name) {
        String wanted = letters(name).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(t -> letters(t.displayName).toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z]", "");
    }
}
