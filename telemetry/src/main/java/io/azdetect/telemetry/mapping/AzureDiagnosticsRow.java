package io.azdetect.telemetry.mapping;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import io.azdetect.telemetry.record.CellReader;
import io.azdetect.telemetry.record.JsonKey;
import io.azdetect.telemetry.record.JsonRecord;
import io.azdetect.telemetry.record.JsonText;
import io.azdetect.telemetry.record.MalformedRecordException;
import io.azdetect.telemetry.record.ResourceId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Any diagnostic record as a row of AzureDiagnostics: the envelope's fields have columns of their own; everything else is
 * flattened, {@code properties} without a prefix, into columns that end in _s (text, and arrays as JSON), _d (number), _b,
 * _g (GUID) or _t (time).
 *
 * <p>See <a href="https://learn.microsoft.com/azure/azure-monitor/reference/tables/azurediagnostics">the table's
 * reference</a>; past 500 columns, values go to AdditionalFields, as there.
 */
final class AzureDiagnosticsRow {
    static final String TABLE = "AzureDiagnostics";
    static final int MAX_COLUMNS = 500;

    private static final JsonKey RESOURCE_ID = new JsonKey("resourceId");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_]+");

    private static final Map<String, String> ENVELOPE = new HashMap<>();

    static {
        ENVELOPE.put("time", "TimeGenerated");
        ENVELOPE.put("timestamp", "TimeGenerated");
        ENVELOPE.put("resourceid", "ResourceId");
        ENVELOPE.put("category", "Category");
        ENVELOPE.put("operationname", "OperationName");
        ENVELOPE.put("operationversion", "OperationVersion");
        ENVELOPE.put("resulttype", "ResultType");
        ENVELOPE.put("resultsignature", "ResultSignature");
        ENVELOPE.put("resultdescription", "ResultDescription");
        ENVELOPE.put("durationms", "DurationMs");
        ENVELOPE.put("calleripaddress", "CallerIPAddress");
        ENVELOPE.put("correlationid", "CorrelationId");
        ENVELOPE.put("level", "Level");
    }

    private final TableLayout layout;
    private final JsonRecord json;

    private Object[] values;
    private StringBuilder additional;

    private AzureDiagnosticsRow(TableLayout layout, JsonRecord json) {
        this.layout = layout;
        this.json = json;
        this.values = new Object[layout.size()];
    }

    /**
     * The row of a record.
     *
     * @throws MalformedRecordException if the record has no time, or one that cannot be read
     */
    static Row of(TableLayout layout, JsonRecord json) throws MalformedRecordException {
        return new AzureDiagnosticsRow(layout, json).row();
    }

    private Row row() throws MalformedRecordException {
        for (int node = json.first(json.root()); node != JsonRecord.NONE; node = json.after(json.root(), node)) {
            String name = json.name(node);
            String column = ENVELOPE.get(name.toLowerCase(Locale.ROOT));
            if (column != null && fits(node, column)) {
                set(column, CellReader.read(json, node, layout.column(layout.indexOf(column))));
            } else if (name.equals("properties") && json.isObject(node)) {
                flattenMembers("", node);
            } else {
                flatten(name, node);
            }
        }
        resource();
        int time = layout.indexOf("TimeGenerated");
        if (values[time] == null) {
            throw new MalformedRecordException("no time in a record of " + TABLE);
        }
        set("SourceSystem", "Azure");
        set("Type", TABLE);
        if (additional != null) {
            set(
                    layout.indexOf("AdditionalFields", KqlType.DYNAMIC),
                    additional.append('}').toString());
        }
        return new Row(layout, values, (Long) values[time]);
    }

    /** Whether an envelope's field can be its column's value; a duration such as "1.5 s" is flattened instead. */
    private boolean fits(int node, String column) {
        if (json.isObject(node) || json.kind(node) == JsonRecord.Kind.ARRAY) {
            return false;
        }
        if (!column.equals("DurationMs")) {
            return true;
        }
        try {
            CellReader.read(json, node, layout.column(layout.indexOf(column)));
            return true;
        } catch (MalformedRecordException e) {
            return false;
        }
    }

    private void resource() {
        int node = json.member(json.root(), RESOURCE_ID);
        if (!json.hasContent(node)) {
            return;
        }
        ResourceId resource = ResourceId.of(json.text(node));
        set("ResourceId", resource.id().toUpperCase(Locale.ROOT));
        set("Resource", resource.name().toUpperCase(Locale.ROOT));
        set("ResourceGroup", resource.group().toUpperCase(Locale.ROOT));
        set("ResourceProvider", resource.provider().toUpperCase(Locale.ROOT));
        set("ResourceType", resource.type().toUpperCase(Locale.ROOT));
        set("SubscriptionId", resource.subscription().toLowerCase(Locale.ROOT));
        set("_ResourceId", resource.id().toLowerCase(Locale.ROOT));
        set("_SubscriptionId", resource.subscription().toLowerCase(Locale.ROOT));
    }

    private void flattenMembers(String prefix, int object) throws MalformedRecordException {
        for (int node = json.first(object); node != JsonRecord.NONE; node = json.after(object, node)) {
            flatten(prefix + json.name(node), node);
        }
    }

    private void flatten(String name, int node) throws MalformedRecordException {
        switch (json.kind(node)) {
            case OBJECT -> flattenMembers(name + "_", node);
            case ARRAY -> put(name, "_s", KqlType.STRING, json.json(node), node);
            case NUMBER -> put(name, "_d", KqlType.REAL, json.text(node), node);
            case TRUE, FALSE -> put(name, "_b", KqlType.BOOL, json.text(node), node);
            case STRING -> {
                String text = json.text(node);
                if (CellReader.isGuid(text)) {
                    put(name, "_g", KqlType.GUID, text, node);
                } else if (CellReader.isTime(text)) {
                    put(name, "_t", KqlType.DATETIME, text, node);
                } else if (!text.isEmpty()) {
                    put(name, "_s", KqlType.STRING, text, node);
                }
            }
            case NULL -> {
                // Azure has no column for a value that is not there.
            }
        }
    }

    private void put(String name, String suffix, KqlType type, String text, int node) throws MalformedRecordException {
        String column = NOT_IN_NAMES.matcher(name).replaceAll("_") + suffix;
        int index = layout.indexOf(column);
        if (index < 0 && layout.size() >= MAX_COLUMNS) {
            addAdditional(name, node);
            return;
        }
        if (index < 0) {
            index = layout.indexOf(column, type);
        }
        Column target = layout.column(index);
        set(index, CellReader.of(text, target));
    }

    private void addAdditional(String name, int node) {
        if (additional == null) {
            additional = new StringBuilder("{");
        } else {
            additional.append(',');
        }
        additional.append(JsonText.quote(name)).append(':').append(json.json(node));
    }

    private void set(String column, Object value) {
        set(layout.indexOf(column), value);
    }

    private void set(int index, Object value) {
        if (index >= values.length) {
            values = Arrays.copyOf(values, Math.max(index + 1, layout.size()));
        }
        values[index] = value;
    }
}
