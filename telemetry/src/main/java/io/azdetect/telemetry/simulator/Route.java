package io.azdetect.telemetry.simulator;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The ways by which a tenant's logs come to the one who reads them: where the file lies and how it holds its records. */
enum Route {
    STORAGE(
            SampleFormat.JSON_LINES,
            "stcontosologs/{container}/{source}/y={yyyy}/m={MM}/d={dd}/h={HH}/m=00/PT1H.json",
            "What a storage account received by diagnostic settings of the production subscription and of Entra ID: a file an hour and resource, one JSON record a line"),
    EVENT_HUB(
            SampleFormat.ENVELOPES,
            "eventhub/evhns-contoso/insights-logs/0/{yyyy}/{MM}/{dd}/{HH}.json",
            "What an event hub received from the development subscription: resource logs, a message a line"),
    EVENT_HUB_PACKED(
            SampleFormat.PACKED_ENVELOPES,
            "eventhub/evhns-contoso/insights-logs/1/{yyyy}/{MM}/{dd}/{HH}.json.gz",
            "Its Activity Log, kept packed with gzip"),
    ROWS_AS_ARRAY(
            SampleFormat.JSON_ARRAY,
            "workspace/{container}/{yyyy}-{MM}-{dd}.json",
            "Rows as sent to the Logs Ingestion API, a JSON array"),
    ROWS_AS_LINES(SampleFormat.JSON_LINES, "workspace/{container}/{yyyy}-{MM}-{dd}.ndjson", "Rows as JSON lines"),
    ROWS_AS_CSV(
            SampleFormat.PORTAL_CSV,
            "workspace/{container}/{yyyy}-{MM}-{dd}.csv",
            "Rows as exported from the portal, CSV"),
    AZ_CLI(
            SampleFormat.ACTIVITY_LOG_LIST,
            "responders/az-monitor-activity-log-list.json",
            "The Activity Log of the sandbox subscription, which has no diagnostic setting: az monitor activity-log list"),
    GRAPH_SIGN_INS(
            SampleFormat.GRAPH_SIGN_INS,
            "responders/graph-auditLogs-signIns.json",
            "Sign-ins before Entra ID had a diagnostic setting, from Microsoft Graph"),
    GRAPH_AUDITS(
            SampleFormat.GRAPH_AUDITS,
            "responders/graph-auditLogs-directoryAudits.json",
            "Changes of the directory before that, from Microsoft Graph"),
    QUERY_RESULT(
            SampleFormat.QUERY_RESULT,
            "responders/log-analytics-query-result.json",
            "The answer of a Log Analytics query for the log of a build machine");

    private final SampleFormat format;
    private final String path;
    private final String about;

    Route(SampleFormat format, String path, String about) {
        this.format = format;
        this.path = path;
        this.about = about;
    }

    String pathPattern() {
        return path;
    }

    String about() {
        return about;
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
        return filled.replace("{source}", sighting.event().source().orElse(""));
    }
}
