package io.azdetect.telemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.telemetry.schema.TableSchemas;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MappingFilesTest {
    /** Which tables each mapping file serves. */
    static final Map<String, List<String>> TABLES = Map.of(
            "activity-log", List.of("AzureActivity"),
            "activity-log-rest", List.of("AzureActivity"),
            "entra-sign-in", List.of("SigninLogs", "AADNonInteractiveUserSignInLogs", "AADServicePrincipalSignInLogs"),
            "entra-audit", List.of("AuditLogs"),
            "graph-sign-in", List.of("SigninLogs", "AADNonInteractiveUserSignInLogs"),
            "graph-audit", List.of("AuditLogs"),
            "graph-activity", List.of("MicrosoftGraphActivityLogs"),
            "storage", List.of("StorageBlobLogs"),
            "metrics", List.of("AzureMetrics"),
            "resource-log", List.of("AADRiskyUsers", "StorageBlobLogs", "SigninLogs"));

    static Iterable<String> mappings() {
        return TABLES.keySet();
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void everyNamedColumnIsOneOfATableThatTheFileServes(String mapping) {
        TableSchemas schemas = TableSchemas.builtIn();
        assertThat(Mapping.named(mapping).columns())
                .isNotEmpty()
                .allSatisfy(column -> assertThat(TABLES.get(mapping).stream().map(schemas::get))
                        .as(column.name())
                        .anyMatch(table -> table.column(column.name()).isPresent()));
    }

    @Test
    void everyCategorysTableAndMappingExist() {
        for (String line : Mapping.text("categories.txt").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" +", -1);
                assertThat(TableSchemas.builtIn().table(parts[2])).as(line).isPresent();
                assertThat(TABLES).as(line).containsKey(parts[3]);
            }
        }
    }

    @Test
    void aLineThatSaysNothingIsAMistake() {
        assertThatThrownBy(() -> Mapping.parse("mine", "TimeGenerated time"))
                .hasMessage("mine: not column = field: TimeGenerated time");
        assertThatThrownBy(() -> Mapping.parse("mine", "A = b -> shout")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Mapping.parse("mine", "A = @planet")).hasMessageContaining("planet");
    }
}
