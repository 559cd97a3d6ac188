package io.azdetect.telemetry.mapping;

import io.azdetect.telemetry.record.JsonKey;
import io.azdetect.telemetry.record.JsonRecord;
import io.azdetect.telemetry.record.MalformedRecordException;
import io.azdetect.telemetry.record.ResourceId;
import io.azdetect.telemetry.schema.TableSchemas;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Recognises what a record is and makes the row that Log Analytics would hold of it. What can be told from the record
 * itself goes before what its place says. Safe for several threads.
 */
public final class RecordMapper {
    private static final JsonKey TYPE = new JsonKey("Type");
    private static final JsonKey TABLE = new JsonKey("$table");
    private static final JsonKey TIME = new JsonKey("time");
    private static final JsonKey TIME_STAMP = new JsonKey("timeStamp");
    private static final JsonKey CATEGORY = new JsonKey("category");
    private static final JsonKey OPERATION_NAME = new JsonKey("operationName");
    private static final JsonKey RESOURCE_ID = new JsonKey("resourceId");
    private static final JsonKey EVENT_TIMESTAMP = new JsonKey("eventTimestamp");
    private static final JsonKey METRIC_NAME = new JsonKey("metricName");
    private static final JsonKey ACTIVITY_DATE_TIME = new JsonKey("activityDateTime");
    private static final JsonKey ACTIVITY_DISPLAY_NAME = new JsonKey("activityDisplayName");
    private static final JsonKey CREATED_DATE_TIME = new JsonKey("createdDateTime");
    private static final JsonKey APP_ID = new JsonKey("appId");
    private static final JsonKey STATUS = new JsonKey("status");
    private static final JsonKey SIGN_IN_EVENT_TYPES = new JsonKey("signInEventTypes");
    private static final JsonKey IS_INTERACTIVE = new JsonKey("isInteractive");
    private static final JsonKey USER_ID = new JsonKey("userId");

    /** The streaming API of Defender XDR puts this before a table's name. */
    private static final String DEFENDER_PREFIX = "advancedhunting-";

    private static final Map<String, String> CATEGORY_OF_SIGN_IN = Map.of(
            "interactiveuser", "SignInLogs",
            "noninteractiveuser", "NonInteractiveUserSignInLogs",
            "serviceprincipal", "ServicePrincipalSignInLogs",
            "managedidentity", "ManagedIdentitySignInLogs");

    private final TableLayouts layouts;
    private final TableSchemas schemas = TableSchemas.builtIn();
    private final Categories categories = Categories.builtIn();
    private final ColumnSets columnSets = new ColumnSets();
    private final Map<MappingKey, TableMapping> mappings = new ConcurrentHashMap<>();

    private record MappingKey(String table, String mapping) {}

    public RecordMapper(TableLayouts layouts) {
        this.layouts = layouts;
    }

    /**
     * The row of a record.
     *
     * @throws MalformedRecordException if the record is of no known shape, has no readable time, or holds a value that is
     *     not one of its column's type
     */
    public Row map(JsonRecord json, Origin origin) throws MalformedRecordException {
        int root = json.root();
        if (!json.isObject(root)) {
            throw new MalformedRecordException("a record must be a JSON object");
        }
        boolean tableTime = json.member(root, TableShapedRow.TIME) != JsonRecord.NONE;
        if (tableTime) {
            Optional<String> own = ownTable(json);
            if (own.isPresent()) {
                return TableShapedRow.of(layouts.of(own.get()), json);
            }
            if (origin.table().isPresent()) {
                return TableShapedRow.of(layouts.of(origin.table().get()), json);
            }
        }
        if (json.hasContent(json.member(root, EVENT_TIMESTAMP))
                && json.member(root, OPERATION_NAME) != JsonRecord.NONE) {
            return mapped("AzureActivity", "activity-log-rest", json, "");
        }
        if (isDiagnostic(json) && !(tableTime && json.member(root, TIME) == JsonRecord.NONE)) {
            return diagnostic(json);
        }
        if (json.hasContent(json.member(root, METRIC_NAME)) && json.hasContent(json.member(root, TIME))) {
            return mapped("AzureMetrics", "metrics", json, "");
        }
        if (json.member(root, ACTIVITY_DATE_TIME) != JsonRecord.NONE
                && json.member(root, ACTIVITY_DISPLAY_NAME) != JsonRecord.NONE) {
            return mapped("AuditLogs", "graph-audit", json, "");
        }
        if (isGraphSignIn(json)) {
            String category = signInCategory(json);
            return mapped(categories.find(category, () -> "").orElseThrow().table(), "graph-sign-in", json, category);
        }
        if (origin.table().isPresent()) {
            return TableShapedRow.of(layouts.of(origin.table().get()), json);
        }
        return byColumns(json);
    }

    private Optional<String> ownTable(JsonRecord json) {
        for (JsonKey key : List.of(TYPE, TABLE)) {
            int node = json.member(json.root(), key);
            if (json.hasContent(node) && json.kind(node) == JsonRecord.Kind.STRING) {
                String name = json.text(node);
                if (schemas.table(name).isPresent() || name.endsWith("_CL")) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isDiagnostic(JsonRecord json) {
        int root = json.root();
        boolean timed = json.hasContent(json.member(root, TIME)) || json.hasContent(json.member(root, TIME_STAMP));
        return json.hasContent(json.member(root, CATEGORY))
                ? timed || json.member(root, RESOURCE_ID) != JsonRecord.NONE
                : timed
                        && json.member(root, RESOURCE_ID) != JsonRecord.NONE
                        && json.member(root, OPERATION_NAME) != JsonRecord.NONE;
    }

    private Row diagnostic(JsonRecord json) throws MalformedRecordException {
        int categoryNode = json.member(json.root(), CATEGORY);
        String category = json.hasContent(categoryNode) ? json.text(categoryNode) : "";
        int resource = json.member(json.root(), RESOURCE_ID);
        Optional<Categories.Target> target = categories.find(
                category,
                () -> json.hasContent(resource)
                        ? ResourceId.of(json.text(resource)).fullType()
                        : "");
        if (target.isPresent()) {
            return mapped(target.get().table(), target.get().mapping(), json, category);
        }
        String name = category.toLowerCase(Locale.ROOT).startsWith(DEFENDER_PREFIX)
                ? category.substring(DEFENDER_PREFIX.length())
                : category;
        if (schemas.table(name).isPresent()) {
            return mapped(name, "resource-log", json, category);
        }
        return AzureDiagnosticsRow.of(layouts.of(AzureDiagnosticsRow.TABLE), json);
    }

    private static boolean isGraphSignIn(JsonRecord json) {
        int root = json.root();
        return json.member(root, CREATED_DATE_TIME) != JsonRecord.NONE
                && json.member(root, APP_ID) != JsonRecord.NONE
                && json.isObject(json.member(root, STATUS));
    }

    private static String signInCategory(JsonRecord json) {
        int types = json.member(json.root(), SIGN_IN_EVENT_TYPES);
        for (int node = json.first(types); node != JsonRecord.NONE; node = json.after(types, node)) {
            String category = CATEGORY_OF_SIGN_IN.get(json.text(node).toLowerCase(Locale.ROOT));
            if (category != null) {
                return category;
            }
        }
        // Version 1.0 of Graph does not say the kind.
        if (!json.hasContent(json.member(json.root(), USER_ID))) {
            return "ServicePrincipalSignInLogs";
        }
        int interactive = json.member(json.root(), IS_INTERACTIVE);
        return interactive != JsonRecord.NONE && json.kind(interactive) == JsonRecord.Kind.FALSE
                ? "NonInteractiveUserSignInLogs"
                : "SignInLogs";
    }

    private Row mapped(String table, String mapping, JsonRecord json, String category) throws MalformedRecordException {
        return mappings.computeIfAbsent(
                        new MappingKey(table, mapping),
                        key -> new TableMapping(layouts.of(table), Mapping.named(mapping)))
                .row(json, category);
    }

    private Row byColumns(JsonRecord json) throws MalformedRecordException {
        Set<String> names = new HashSet<>();
        for (int node = json.first(json.root()); node != JsonRecord.NONE; node = json.after(json.root(), node)) {
            names.add(json.name(node));
        }
        if (!names.contains(TableShapedRow.TIME.name()) && !names.contains(TableShapedRow.DEFENDER_TIME.name())) {
            throw new MalformedRecordException(
                    "neither a diagnostic record, an Activity Log or Entra event, nor a row" + " of a known table");
        }
        names.remove("TableName");
        List<String> tables = columnSets.tablesWith(names);
        if (tables.size() == 1) {
            return TableShapedRow.of(layouts.of(tables.get(0)), json);
        }
        if (tables.isEmpty()) {
            throw new MalformedRecordException("no table has all of these columns; name the file after its table");
        }
        throw new MalformedRecordException("could be a row of "
                + String.join(", ", tables.subList(0, Math.min(4, tables.size())))
                + (tables.size() > 4 ? ", …" : "") + "; name the file after its table");
    }
}
