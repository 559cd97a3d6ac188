package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Which result columns name an entity.
 *
 * @param entityType Sentinel's entity type, such as {@code Account}, {@code IP}, {@code Host} or {@code AzureResource}
 */
public record EntityMapping(String entityType, List<FieldMapping> fields) {
    public EntityMapping {
        requireNonNull(entityType, "entityType");
        fields = List.copyOf(fields);
    }

    /**
     * One column that names the entity.
     *
     * @param identifier what the column gives, such as {@code FullName} or {@code Address}
     * @param column a column of the query's result
     */
    public record FieldMapping(String identifier, String column) {
        public FieldMapping {
            requireNonNull(identifier, "identifier");
            requireNonNull(column, "column");
        }
    }
}
