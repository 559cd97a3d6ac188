package io.azdetect.azure.export;

/** What detections are exported as. */
public enum ExportFormat {
    /** Templates of log search alert rules of Azure Monitor. */
    ARM,
    /** Templates of scheduled analytics rules of Microsoft Sentinel. */
    SENTINEL,
    /** The queries alone, with a head that says what they are. */
    KQL
}
