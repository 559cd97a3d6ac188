package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.arm.ArmException;
import io.azdetect.azure.arm.AzureException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Roles that the identity of a policy assignment of ours has on the subscription. It comes into being with the assignment, so a
 * role goes by the name of its definition here, and who is meant is looked up when the role is given. Whatever role such an
 * identity has is ours: nobody else uses it.
 *
 * @param subscription the resource id of the subscription
 * @param policy the name of the assignment
 */
record PolicyRoles(Arm arm, String subscription, String policy) implements ResourceKind {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "1";
    private static final String ROLES = "/providers/Microsoft.Authorization/roleDefinitions/";

    PolicyRoles {
        requireNonNull(arm, "arm");
        requireNonNull(subscription, "subscription");
        requireNonNull(policy, "policy");
    }

    @Override
    public String noun() {
        return "role of a policy";
    }

    @Override
    public int rank() {
        return 3;
    }

    @Override
    public int parallel() {
        return 3;
    }

    @Override
    public String apiVersion() {
        return "2022-04-01";
    }

    @Override
    public String collection() {
        return subscription + "/providers/Microsoft.Authorization/roleAssignments";
    }

    @Override
    public String path(String role) {
        // The name of an assignment of a role is one's own choice and has to be a GUID; the same each time finds it
        // again.
        String seed = subscription + "/" + policy + "/" + role + "/" + requirePrincipal();
        return collection() + "/" + UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    }

    private String requirePrincipal() {
        return principal()
                .orElseThrow(() -> new AzureException("the policy assignment " + policy
                        + " is not there, so its identity cannot be given a role; run the command again"));
    }

    /** Whom the policy acts as; nobody before it is assigned. */
    private Optional<String> principal() {
        Policies assignments = Policies.assignments(subscription);
        return arm.find(assignments.path(policy), assignments.apiVersion(), "read the policy assignment " + policy)
                .map(a -> a.at("/identity/principalId").asText(""))
                .filter(id -> !id.isEmpty());
    }

    /** The roles that it has, by the names of their definitions. */
    List<ObjectNode> existing() {
        List<ObjectNode> roles = new ArrayList<>();
        principal().ifPresent(principal -> {
            for (ObjectNode given : arm.list(
                    collection(),
                    apiVersion(),
                    Optional.of("principalId eq '" + principal + "'"),
                    "list the roles of the policy " + policy)) {
                if (given.at("/properties/scope").asText("").equalsIgnoreCase(subscription)) {
                    roles.add(given.put("name", role(given)));
                }
            }
        });
        return roles;
    }

    /** @param role the name of the role's definition, a GUID */
    Wanted wanted(String role, String roleName) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("properties").put("roleDefinitionId", subscription + ROLES + role);
        return new Wanted(role, policy, roleName + " on the subscription", policy + "/" + role, VERSION, body);
    }

    private static String role(ObjectNode assignment) {
        return assignment.at("/properties/roleDefinitionId").asText("").replaceFirst(".*/", "");
    }

    @Override
    public String title(ObjectNode resource) {
        return noun();
    }

    @Override
    public Optional<Mark> mark(ObjectNode resource) {
        return Optional.of(
                new Mark(policy + "/" + role(resource), VERSION, Canonical.hash(Canonical.of(unmarked(resource)))));
    }

    @Override
    public ObjectNode unmarked(ObjectNode resource) {
        ObjectNode role = JSON.createObjectNode();
        role.putObject("properties").put("roleDefinitionId", subscription + ROLES + role(resource));
        return role;
    }

    @Override
    public ObjectNode body(ObjectNode wanted, Mark mark, Optional<ObjectNode> existing) {
        ObjectNode body = wanted.deepCopy();
        // Said to be a service principal, an identity that is a moment old need not be known everywhere yet.
        body.withObject("/properties").put("principalId", requirePrincipal()).put("principalType", "ServicePrincipal");
        return body;
    }

    @Override
    public boolean isThere(ArmException refusal) {
        return refusal.code().equals("RoleAssignmentExists");
    }

    @Override
    public boolean isTooSoon(ArmException refusal) {
        return refusal.code().equals("PrincipalNotFound");
    }
}
