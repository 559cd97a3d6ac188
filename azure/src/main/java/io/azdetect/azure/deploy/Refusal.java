package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

/**
 * Something that was chosen and cannot be put into Azure.
 *
 * @param label what people call it here, such as a detection's slug
 * @param reason to end the sentence {@code it cannot run there: …}
 */
public record Refusal(String label, String reason) {
    public Refusal {
        requireNonNull(label, "label");
        requireNonNull(reason, "reason");
    }
}
