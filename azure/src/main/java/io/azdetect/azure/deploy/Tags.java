package io.azdetect.azure.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Marks as tags. A resource's other tags, and its identity, are whoever's put them there, and stay. */
final class Tags {
    private static final String ID = "azdetect-id";
    private static final String VERSION = "azdetect-version";
    private static final String HASH = "azdetect-hash";

    private Tags() {}

    static Optional<Mark> mark(ObjectNode resource) {
        JsonNode tags = resource.path("tags");
        return tags.hasNonNull(ID)
                ? Optional.of(new Mark(
                        tags.get(ID).asText(),
                        tags.path(VERSION).asText(""),
                        tags.path(HASH).asText("")))
                : Optional.empty();
    }

    static ObjectNode marked(ObjectNode wanted, Mark mark, Optional<ObjectNode> existing) {
        ObjectNode body = wanted.deepCopy();
        ObjectNode tags = body.putObject("tags");
        existing.ifPresent(there -> {
            for (Map.Entry<String, JsonNode> tag : there.path("tags").properties()) {
                tags.set(tag.getKey(), tag.getValue());
            }
            if (there.hasNonNull("identity")) {
                body.set("identity", there.get("identity"));
            }
        });
        tags.put(ID, mark.id()).put(VERSION, mark.version()).put(HASH, mark.hash());
        return body;
    }
}
