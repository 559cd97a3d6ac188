package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What Azure itself says that a deployment would do to a resource (<a
 * href="https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-what-if">what-if</a>).
 *
 * @param resource its resource id
 * @param change Azure's word, such as {@code Create}, {@code Modify} or {@code NoChange}
 * @param fields those that would change
 * @param reason why Azure cannot say; empty when it can
 */
public record Prediction(String resource, String change, List<FieldChange> fields, String reason) {
    public Prediction {
        requireNonNull(resource, "resource");
        requireNonNull(change, "change");
        fields = List.copyOf(fields);
        requireNonNull(reason, "reason");
    }
}
