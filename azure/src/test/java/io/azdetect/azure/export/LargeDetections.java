package io.azdetect.azure.export;

import io.azdetect.catalog.Detection;

/** Detections as large as a test needs them. */
final class LargeDetections {
    private LargeDetections() {}

    /** Another one like this, with a name and a query of its own. */
    static Detection of(Detection like, String slug, String query) {
        return new Detection(
                like.id(),
                slug,
                like.name(),
                like.description(),
                like.version(),
                like.severity(),
                like.severityReason(),
                like.tactics(),
                like.relevantTechniques(),
                like.technique(),
                query,
                like.schedule(),
                like.trigger(),
                like.grouping(),
                like.entityMappings(),
                like.customDetails(),
                like.parameters(),
                like.telemetry(),
                like.design(),
                like.blindSpots(),
                like.responseSteps(),
                like.references(),
                like.tests(),
                like.equivalentMutants(),
                like.stratusTechniques(),
                like.exceptions(),
                like.source(),
                like.queryLine());
    }
}
