package io.azdetect.telemetry.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ResourceIdTest {
    @Test
    void aResourceIdFallsIntoItsParts() {
        String id = "/subscriptions/S1/resourceGroups/RG/providers/Microsoft.Sql/servers/Srv/databases/Db";
        assertThat(ResourceId.of(id))
                .isEqualTo(new ResourceId(id, "S1", "RG", "Microsoft.Sql", "servers/databases", "Db"));
        assertThat(ResourceId.of(id).fullType()).isEqualTo("microsoft.sql/servers/databases");
    }

    @Test
    void anExtensionOfAResourceIsWhatTheIdNames() {
        ResourceId id = ResourceId.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a"
                + "/providers/Microsoft.Authorization/roleAssignments/r");
        assertThat(id.fullType()).isEqualTo("microsoft.authorization/roleassignments");
        assertThat(id.name()).isEqualTo("r");
        assertThat(id.group()).isEqualTo("g");
    }

    @Test
    void aTenantsIdHasOnlyAProvider() {
        ResourceId id = ResourceId.of("/tenants/4bbb79f7/providers/Microsoft.aadiam");
        assertThat(id.provider()).isEqualTo("Microsoft.aadiam");
        assertThat(id.subscription()).isEmpty();
    }

    @Test
    void textThatIsNoIdHasNoParts() {
        assertThat(ResourceId.of("").id()).isEmpty();
        assertThat(ResourceId.of("hello").subscription()).isEmpty();
    }
}
