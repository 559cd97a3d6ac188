package io.azdetect.telemetry.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class TableSchemasTest {
    private final TableSchemas schemas = TableSchemas.builtIn();

    @Test
    void columnsHaveTheirDocumentedTypesInTheirDocumentedOrder() {
        assertThat(schemas.get("Syslog").columns().subList(0, 4))
                .containsExactly(
                        new Column("SourceSystem", KqlType.STRING),
                        new Column("TimeGenerated", KqlType.DATETIME),
                        new Column("Computer", KqlType.STRING),
                        new Column("EventTime", KqlType.DATETIME));
        assertThat(schemas.get("AzureActivity").column("Claims_d")).contains(new Column("Claims_d", KqlType.DYNAMIC));
    }

    @Test
    void theProductsTablesAreAllThere() {
        assertThat(schemas.tableNames())
                .hasSize(943)
                .contains("SigninLogs", "EntraIdSignInEvents", "ExposureGraphNodes");
    }

    @Test
    void aTableOfBothProductsHasTheColumnsOfBoth() {
        assertThat(schemas.get("IdentityEvents").columns())
                .extracting(Column::name)
                .contains("TimeGenerated", "Timestamp");
    }

    @Test
    void columnsThatDifferOnlyInCaseAreDifferentColumns() {
        assertThat(schemas.get("AzureDiagnostics").columns())
                .extracting(Column::name)
                .contains("clientIP_s", "clientIp_s");
    }

    @Test
    void everyTableCanBeParsedAndHasNoColumnTwice() {
        for (String table : schemas.tableNames()) {
            List<String> names =
                    schemas.get(table).columns().stream().map(Column::name).toList();
            assertThat(names).as(table).isNotEmpty().hasSameSizeAs(new HashSet<>(names));
        }
    }

    @Test
    void aTableIsFoundUnderExactlyItsName() {
        assertThat(schemas.table("syslog")).isEmpty();
        assertThat(schemas.spelling("syslog")).contains("Syslog");
        assertThatThrownBy(() -> schemas.get("syslog"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("syslog");
    }
}
