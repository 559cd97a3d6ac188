package io.azdetect.telemetry.simulator;

/** The tenant's subscriptions, and the way by which each one's logs reach the reader. */
enum Subscription {
    /** Diagnostic settings write to a storage account. */
    PRODUCTION(Contoso.SUBSCRIPTION, Route.STORAGE, Route.STORAGE),
    /** Everything is streamed to an event hub; the Activity Log goes to the partition whose files are packed. */
    DEVELOPMENT("a41d7e02-5c9b-4b36-8f0e-7d2c61b9e854", Route.EVENT_HUB_PACKED, Route.EVENT_HUB),
    /** Has no diagnostic settings: its Activity Log was fetched with the Azure CLI. */
    SANDBOX("f0b6c3a9-2e71-4d84-b5f9-08a3d6e1c72b", Route.AZ_CLI, Route.AZ_CLI);

    private final String id;
    private final Route activity;
    private final Route resourceLogs;

    Subscription(String id, Route activity, Route resourceLogs) {
        this.id = id;
        this.activity = activity;
        this.resourceLogs = resourceLogs;
    }

    String id() {
        return id;
    }

    Route activityRoute() {
        return activity;
    }

    Route resourceLogRoute() {
        return resourceLogs;
    }
}
