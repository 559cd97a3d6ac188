package io.azdetect.azure.deploy;

import static java.util.Objects.requireNonNull;

/**
 * What a resource of ours carries, so that it is known again: of which detection it is, of which version, and what it was
 * when it was written.
 *
 * @param id the detection's id, or an action group's name
 * @param hash of the resource's content ({@link Canonical#hash}); empty where a template made it, which writes none
 */
record Mark(String id, String version, String hash) {
    Mark {
        requireNonNull(id, "id");
        requireNonNull(version, "version");
        requireNonNull(hash, "hash");
    }
}
