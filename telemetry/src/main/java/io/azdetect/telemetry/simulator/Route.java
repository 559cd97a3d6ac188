package io.azdetect.telemetry.simulator;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The ways by which a tenant's logs come to the one who reads them: where the file lies and how it holds its records. */
enum Route {
    /** A diagnostic setting to a storage account: a file an hour and resource. */
    STORAGE(SampleFormat.JSON_LINES, "stcontosologs/{container}/{source}/y={yyyy}/m={MM}/d={dd}/h={HH}/m=00/PT1H.json"),
    /** An event hub whose messages were kept as they came. */
    EVENT_HUB(SampleFormat.ENVELOPES, "eventhub/evhns-contoso/insights-logs/0/{yyyy}/{MM}/{dd}/{HH}.json"),
    /** The same, where the consumer packs its files. */
    EVENT_HUB_PACKED(
            SampleFormat.PACKED_ENVELOPES, "eventhub/evhns-contoso/insights-logs/1/{yyyy}/{MM}/{dd}/{HH}.json.gz"),
    /** The body of a call to the Logs Ingestion API. */
    ROWS_AS_ARRAY(SampleFormat.JSON_ARRAY, "workspace/{container}/{yyyy}-{MM}-{dd}.json"),
    ROWS_AS_LINES(SampleFormat.JSON_LINES, "workspace/{container}/{yyyy}-{MM}-{dd}.ndjson"),
    /** "Export to CSV" of the portal's log search. */
    ROWS_AS_CSV(SampleFormat.PORTAL_CSV, "workspace/{container}/{yyyy}-{MM}-{dd}.csv"),
    /** {@code az monitor activity-log list}. */
    AZ_CLI(SampleFormat.ACTIVITY_LOG_LIST, "responders/az-monitor-activity-log-list.json"),
    /** Microsoft Graph's {@code auditLogs/signIns}. */
    GRAPH_SIGN_INS(SampleFormat.GRAPH_SIGN_INS, "responders/graph-auditLogs-signIns.json"),
    /** Microsoft Graph's {@code auditLogs/directoryAudits}. */
    GRAPH_AUDITS(SampleFormat.GRAPH_AUDITS, "responders/graph-auditLogs-directoryAudits.json"),
    /** The answer of the Log Analytics query API. */
    QUERY_RESULT(SampleFormat.QUERY_RESULT, "responders/log-analytics-query-result.json");

    private final SampleFormat format;
    private final String path;

    Route(SampleFormat format, String path) {
        this.format = format;
        this.path = path;
    }

    SampleFormat format() {
        return format;
    }

    /** Where the sighting's record is written: relative to the sample folder, with slashes. */
    String path(Sighting sighting) {
        ZonedDateTime at = sighting.at().atZone(ZoneOffset.UTC);
        String filled = path.replace("{container}", sighting.event().container());
        for (String part : new String[] {"yyyy", "MM", "dd", "HH"}) {
            filled = filled.replace(
                    "{" + part + "}",
                    DateTimeFormatter.ofPattern(part, Locale.ROOT).format(at));
        }
        return path.contains("{source}") ? filled.replace("{source}", source(sighting.event())) : filled;
    }

    /** Entra ID's logs lie under the tenant, the Activity Log under its subscription, all others under the resource. */
    private static String source(RawEvent event) {
        String resourceId = event.record().get("resourceId").textValue();
        if (resourceId.startsWith("/tenants/")) {
            return "tenantId=" + event.record().get("tenantId").textValue();
        }
        if (event.container().equals("insights-activity-logs")) {
            return "resourceId=/SUBSCRIPTIONS/" + resourceId.split("/", 4)[2];
        }
        return "resourceId=" + resourceId;
    }
}
