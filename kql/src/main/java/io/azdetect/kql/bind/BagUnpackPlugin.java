package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.syntax.Statement;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code bag_unpack}: the properties of a bag as columns.
 *
 * <p>Without a declared schema the columns are the properties that the data has, in the order of their names, each with the
 * one type that its values have or else dynamic; null values do not count.
 */
final class BagUnpackPlugin {
    /** More columns than this are a mistake, or need a schema. */
    private static final int MOST_COLUMNS = 1000;

    private final PluginCall call;
    private final Column bag;
    private final String prefix;
    private final Conflict conflict;
    private final Set<String> ignored;

    private enum Conflict {
        ERROR,
        REPLACE_SOURCE,
        KEEP_SOURCE
    }

    private BagUnpackPlugin(PluginCall call) {
        this.call = call;
        this.bag = call.column("Column");
        if (bag.type() != KqlType.DYNAMIC) {
            throw call.wrong("unpacks a dynamic column, and " + bag + " is none");
        }
        this.prefix =
                call.has("OutputColumnPrefix") ? (String) call.constant("OutputColumnPrefix", KqlType.STRING) : "";
        this.conflict = call.has("columnsConflict") ? conflict(call) : Conflict.ERROR;
        this.ignored = call.has("ignoredProperties")
                ? JsonStrings.of((String) call.constant("ignoredProperties", KqlType.DYNAMIC))
                        .map(Set::copyOf)
                        .orElseThrow(() -> call.wrong("takes an array of strings as ignoredProperties"))
                : Set.of();
    }

    private static Conflict conflict(PluginCall call) {
        return switch ((String) call.constant("columnsConflict", KqlType.STRING)) {
            case "error" -> Conflict.ERROR;
            case "replace_source" -> Conflict.REPLACE_SOURCE;
            case "keep_source" -> Conflict.KEEP_SOURCE;
            default -> throw call.wrong("takes 'error', 'replace_source' or 'keep_source' as columnsConflict");
        };
    }

    static Plan bind(PluginCall call) {
        BagUnpackPlugin plugin = new BagUnpackPlugin(call);
        return call.schema().isPresent() ? plugin.declared(call.schema().get()) : plugin.found();
    }

    /** What the query declares; a column of the input that it names is the input's. */
    private Plan declared(Operator.PluginSchema schema) {
        List<Column> source = rest();
        Map<String, Column> slots = new LinkedHashMap<>();
        List<Plan.Assignment> listed = new ArrayList<>();
        for (Statement.ColumnDeclaration declaration : schema.columns()) {
            String name = declaration.name().text();
            Column column = new Column(name, declaration.type());
            Optional<Column> existing =
                    source.stream().filter(c -> c.name().equals(name)).findFirst();
            if (existing.isPresent() && !schema.keepsInput() && conflict != Conflict.REPLACE_SOURCE) {
                listed.add(new Plan.Assignment(
                        column,
                        Conversions.to(declaration.type(), new Scalar.ColumnReference(existing.get()), call.span())));
            } else {
                slots.put(name, column);
                listed.add(new Plan.Assignment(column, slot(column)));
            }
        }
        return schema.keepsInput() ? plan(source, List.copyOf(slots.values())) : new Plan.Project(call.input(), listed);
    }

    private Plan found() {
        Map<String, KqlType> types = new TreeMap<>();
        for (Object[] row : call.probe(slotTypes()).orElseThrow(() -> call.needsSchema(": (*, name: string)"))) {
            String text = (String) row[0];
            int colon = text.indexOf(':');
            String key = text.substring(colon + 1);
            if (colon >= 0 && !ignored.contains(key)) {
                types.merge(key, KqlType.of(text.substring(0, colon)).orElseThrow(), (a, b) -> KqlType.DYNAMIC);
            }
        }
        if (types.size() > MOST_COLUMNS) {
            throw new KqlException(
                    Code.LIMIT,
                    "the bags have more than " + MOST_COLUMNS
                            + " properties; declare the columns that are needed, such as" + " : (*, name: string)",
                    call.span());
        }
        return plan(
                rest(),
                types.entrySet().stream()
                        .map(e -> new Column(prefix + e.getKey(), e.getValue()))
                        .toList());
    }

    /** The distinct texts {@code type:property} of all bags. */
    private Plan slotTypes() {
        Scalar types = PlanParts.call("bag_slot_types", KqlType.DYNAMIC, call.span(), new Scalar.ColumnReference(bag));
        Plan arrays = new Plan.Aggregate(call.input(), List.of(PlanParts.computed("types", types)), List.of());
        Column slot = new Column("slot", KqlType.STRING);
        Plan slots = new Plan.MvExpand(
                arrays,
                List.of(new Plan.Expansion(slot, new Scalar.ColumnReference("types", KqlType.DYNAMIC))),
                Optional.empty(),
                false,
                Integer.MAX_VALUE);
        // A property has at most five types.
        return new Plan.Limit(
                PlanParts.distinct(slots, List.of(slot)),
                new Scalar.Constant(KqlType.LONG, 5L * (MOST_COLUMNS + ignored.size()) + 1));
    }

    private List<Column> rest() {
        return call.input().columns().stream().filter(c -> !c.equals(bag)).toList();
    }

    /** The source's columns, and the bag's where they are not among them. */
    private Plan plan(List<Column> source, List<Column> unpacked) {
        List<Plan.Assignment> assignments = new ArrayList<>();
        for (Column column : source) {
            Optional<Column> twin = unpacked.stream()
                    .filter(c -> c.name().equals(column.name()))
                    .findFirst();
            if (twin.isPresent() && conflict == Conflict.ERROR) {
                throw new KqlException(
                        Code.DUPLICATE_NAME,
                        "the bag has a property for the column '" + column.name()
                                + "' that is there already; give bag_unpack a prefix, or columnsConflict="
                                + "'replace_source' or 'keep_source'",
                        call.span());
            }
            assignments.add(
                    twin.isPresent() && conflict == Conflict.REPLACE_SOURCE
                            ? new Plan.Assignment(twin.get(), slot(twin.get()))
                            : Plan.Assignment.same(column));
        }
        for (Column column : unpacked) {
            if (source.stream().noneMatch(c -> c.name().equals(column.name()))) {
                assignments.add(new Plan.Assignment(column, slot(column)));
            }
        }
        if (assignments.isEmpty()) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS, "no bag has a property, so that no column is left; declare some", call.span());
        }
        return new Plan.Project(call.input(), assignments);
    }

    private Scalar slot(Column column) {
        if (!column.name().startsWith(prefix)) {
            return new Scalar.Constant(column.type(), column.type() == KqlType.STRING ? "" : null);
        }
        String key = column.name().substring(prefix.length());
        if (ignored.contains(key)) {
            return new Scalar.Constant(column.type(), column.type() == KqlType.STRING ? "" : null);
        }
        Scalar value = PlanParts.call(
                "[]", KqlType.DYNAMIC, call.span(), new Scalar.ColumnReference(bag), PlanParts.text(key));
        return Conversions.to(column.type(), value, call.span());
    }
}
