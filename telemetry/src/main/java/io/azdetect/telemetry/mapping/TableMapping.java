package io.azdetect.telemetry.mapping;

import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import io.azdetect.telemetry.mapping.Mapping.MappedColumn;
import io.azdetect.telemetry.mapping.Mapping.Member;
import io.azdetect.telemetry.record.CellReader;
import io.azdetect.telemetry.record.JsonKey;
import io.azdetect.telemetry.record.JsonRecord;
import io.azdetect.telemetry.record.JsonText;
import io.azdetect.telemetry.record.MalformedRecordException;
import io.azdetect.telemetry.record.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A mapping applied to one table: fills the row's columns from a record. Immutable. */
final class TableMapping {
    private static final Set<String> FILLED_BY_STORE = Set.of("Type", "_IsBillable", "_BilledSize");

    private final TableLayout layout;
    private final Mapping mapping;
    private final List<Target> named = new ArrayList<>();
    private final List<Target> others = new ArrayList<>();
    private final int width;
    private final int type;
    private final int time;

    private record Target(int index, Column column, MappedColumn from, JsonKey key) {}

    TableMapping(TableLayout layout, Mapping mapping) {
        this.layout = layout;
        this.mapping = mapping;
        Set<String> taken = new HashSet<>(FILLED_BY_STORE);
        for (MappedColumn from : mapping.columns()) {
            taken.add(from.name());
            int index = layout.indexOf(from.name());
            // A mapping serves several tables; each takes what it has a column for.
            if (index >= 0) {
                named.add(new Target(index, layout.column(index), from, null));
            }
        }
        width = layout.size();
        for (int i = 0; i < width; i++) {
            Column column = layout.column(i);
            if (!taken.contains(column.name())) {
                others.add(new Target(i, column, null, new JsonKey(column.name())));
            }
        }
        type = layout.indexOf("Type");
        time = layout.indexOf("TimeGenerated");
    }

    /**
     * The row of a record.
     *
     * @param category what the record was recognised as
     * @throws MalformedRecordException if the record has no time, or a value is not one of its column's type
     */
    Row row(JsonRecord json, String category) throws MalformedRecordException {
        RecordContext record = new RecordContext(json, resource(json), category);
        Object[] values = new Object[width];
        for (Target target : named) {
            values[target.index()] = value(record, target, values);
        }
        if (!mapping.rest().isEmpty()) {
            fillRest(record, values);
        }
        if (values[time] == null) {
            throw new MalformedRecordException("no time in a record of " + layout.table());
        }
        if (type >= 0) {
            values[type] = layout.table();
        }
        return new Row(layout, values, (Long) values[time]);
    }

    private ResourceId resource(JsonRecord json) {
        if (mapping.resource().isEmpty()) {
            return ResourceId.NONE;
        }
        int node = new RecordContext(json, ResourceId.NONE, "").node(mapping.resource());
        return node == JsonRecord.NONE ? ResourceId.NONE : ResourceId.of(json.text(node));
    }

    private Object value(RecordContext record, Target target, Object[] values) throws MalformedRecordException {
        MappedColumn from = target.from();
        for (Source source : from.sources()) {
            if (source instanceof Source.Field field) {
                int node = record.node(field.path());
                if (record.json().hasContent(node)) {
                    return field(record, node, target, values);
                }
            } else {
                String text = text(record, source, values);
                if (!text.isEmpty()) {
                    return target.column().type() == KqlType.DYNAMIC
                            ? text
                            : CellReader.of(changed(text, from.change()), target.column());
                }
            }
        }
        return from.added().isEmpty() ? null : withMembers(record, JsonRecord.NONE, "{}", from.added(), values);
    }

    private Object field(RecordContext record, int node, Target target, Object[] values)
            throws MalformedRecordException {
        MappedColumn from = target.from();
        if (from.change() != null) {
            return CellReader.of(changed(record.json().text(node), from.change()), target.column());
        }
        if (!from.added().isEmpty() && record.json().isObject(node)) {
            return withMembers(record, node, record.json().json(node), from.added(), values);
        }
        return CellReader.read(record.json(), node, target.column());
    }

    private static String changed(String text, Change change) {
        return change == null ? text : change.apply(text);
    }

    private String withMembers(RecordContext record, int object, String json, List<Member> added, Object[] values) {
        StringBuilder text = new StringBuilder(json.length() + 256).append(json, 0, json.length() - 1);
        for (Member member : added) {
            if (record.json().member(object, member.name()) != JsonRecord.NONE) {
                continue;
            }
            String value = firstText(record, member.sources(), values);
            if (!value.isEmpty()) {
                if (text.length() > 1) {
                    text.append(',');
                }
                text.append('"').append(member.name().name()).append("\":\"");
                JsonText.escape(value, text);
                text.append('"');
            }
        }
        return text.append('}').toString();
    }

    private String firstText(RecordContext record, List<Source> sources, Object[] values) {
        for (Source source : sources) {
            String text = text(record, source, values);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private String text(RecordContext record, Source source, Object[] values) {
        if (source instanceof Source.Field field) {
            int node = record.node(field.path());
            return record.json().hasContent(node) ? record.json().text(node) : "";
        }
        if (source instanceof Source.ResourcePart resource) {
            return resource.part().apply(record.resource());
        }
        if (source instanceof Source.Literal literal) {
            return literal.text();
        }
        if (source instanceof Source.Filled filled) {
            int index = layout.indexOf(filled.column());
            return index < 0 || values[index] == null ? "" : values[index].toString();
        }
        return record.category();
    }

    private void fillRest(RecordContext record, Object[] values) throws MalformedRecordException {
        for (Source.Field rest : mapping.rest()) {
            int object = record.node(rest.path());
            if (!record.json().isObject(object)) {
                continue;
            }
            for (Target target : others) {
                if (values[target.index()] == null) {
                    int node = record.json().member(object, target.key());
                    if (node != JsonRecord.NONE) {
                        values[target.index()] = CellReader.read(record.json(), node, target.column());
                    }
                }
            }
        }
    }
}
