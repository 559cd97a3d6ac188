package io.azdetect.telemetry.mapping;

import io.azdetect.telemetry.schema.TableSchemas;
import java.util.Locale;

/** Which table the records of a diagnostic category become rows of. */
public final class LogTables {
    /** The table that the categories without one of their own share. */
    public static final String SHARED = AzureDiagnosticsRow.TABLE;

    private LogTables() {}

    /**
     * The table of a category.
     *
     * @param resourceType what writes it, such as {@code Microsoft.KeyVault/vaults}; empty for a subscription and Entra ID
     */
    public static String of(String category, String resourceType) {
        return Categories.builtIn()
                .find(category, () -> resourceType.toLowerCase(Locale.ROOT))
                .map(Categories.Target::table)
                .orElseGet(() -> TableSchemas.builtIn().table(category).isPresent() ? category : SHARED);
    }
}
