package io.azdetect.azure.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a login may do somewhere: the sum of its roles, each of which allows actions and takes some of these back (<a
 * href="https://learn.microsoft.com/azure/role-based-access-control/role-definitions">role definitions</a>).
 */
final class Permissions {
    static final String API_VERSION = "2022-04-01";

    private final List<ObjectNode> roles;

    /** @param roles as Azure lists them: objects with {@code actions} and {@code notActions} */
    Permissions(List<ObjectNode> roles) {
        this.roles = List.copyOf(roles);
    }

    /** Whether some role allows an action and does not take it back itself. */
    boolean allow(String action) {
        return roles.stream()
                .anyMatch(role -> matches(role.path("actions"), action) && !matches(role.path("notActions"), action));
    }

    private static boolean matches(JsonNode patterns, String action) {
        for (JsonNode pattern : patterns) {
            String regex = "\\Q" + pattern.asText().replace("*", "\\E.*\\Q") + "\\E";
            if (Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(action).matches()) {
                return true;
            }
        }
        return false;
    }
}
