package io.azdetect.azure.export;

import io.azdetect.catalog.Detection;
import java.util.List;
import java.util.Map;

/** Writes detections in one format. */
interface ExportFiles {
    /**
     * The files' texts by path.
     *
     * @param byTactic the detections, by the folder of their tactic
     */
    Map<String, String> of(Map<String, List<Detection>> byTactic);
}
