package io.azdetect.telemetry.mapping;

import io.azdetect.telemetry.record.JsonKey;
import io.azdetect.telemetry.record.JsonRecord;
import io.azdetect.telemetry.record.ResourceId;
import java.util.List;

/** What is known of the record that is being mapped. */
record RecordContext(JsonRecord json, ResourceId resource, String category) {
    /** The node at a path from the record's root, or {@link JsonRecord#NONE}. */
    int node(List<JsonKey> path) {
        int node = json.root();
        for (JsonKey key : path) {
            node = json.member(node, key);
            if (node == JsonRecord.NONE) {
                return JsonRecord.NONE;
            }
        }
        return node;
    }
}
