package io.azdetect.catalog;

import java.util.List;

/**
 * What must be collected for a detection to see anything.
 *
 * @param tables the tables that the query reads
 * @param diagnosticSettings which diagnostic setting sends which category, in words
 * @param azureMonitorAgent whether the Azure Monitor Agent must run on the machines
 * @param connectors the Sentinel data connectors that bring the tables
 */
public record TelemetryNeeds(
        List<String> tables, List<String> diagnosticSettings, boolean azureMonitorAgent, List<Connector> connectors) {
    public TelemetryNeeds {
        tables = List.copyOf(tables);
        diagnosticSettings = List.copyOf(diagnosticSettings);
        connectors = List.copyOf(connectors);
    }

    /** A Sentinel data connector and the data types that a rule needs of it. */
    public record Connector(String id, List<String> dataTypes) {
        public Connector {
            dataTypes = List.copyOf(dataTypes);
        }
    }
}
