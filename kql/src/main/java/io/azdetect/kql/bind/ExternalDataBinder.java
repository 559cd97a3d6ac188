package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Operator;
import io.azdetect.kql.syntax.Statement;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code externaldata}: rows of files, whose columns the query declares. Which files may be read is the engine's matter. */
final class ExternalDataBinder {
    private static final Set<String> TEXTS = Set.of("csv", "tsv", "psv", "scsv", "txt", "raw");
    private static final Set<String> VALUES = Set.of("json", "multijson");
    private static final Set<String> PROPERTIES = Set.of("format", "ignorefirstrecord", "ingestionmapping");
    private static final Pattern EXTENSION =
            Pattern.compile("\\.([A-Za-z0-9]+)(?:\\.(?:gz|zip))?(?:[?;].*)?$", Pattern.DOTALL);

    private final TabularBinder tables;
    private final Expression.ExternalData external;

    ExternalDataBinder(TabularBinder tables, Expression.ExternalData external) {
        this.tables = tables;
        this.external = external;
    }

    Plan bind() {
        Map<String, String> properties = properties();
        List<String> addresses =
                external.addresses().stream().map(this::address).toList();
        String format =
                properties.getOrDefault("format", formatOf(addresses.get(0))).toLowerCase(Locale.ROOT);
        if (!TEXTS.contains(format) && !VALUES.contains(format)) {
            throw ScalarBinder.unsupported("externaldata of the format " + format, external.span());
        }
        Column record = new Column(tables.session().nextSharedId("$record"), KqlType.DYNAMIC);
        ColumnNames names = new ColumnNames();
        List<Plan.Assignment> columns = new ArrayList<>();
        for (Statement.ColumnDeclaration column : external.columns()) {
            if (!names.take(column.name().text())) {
                throw new KqlException(
                        Code.DUPLICATE_NAME,
                        "two columns are called '" + column.name() + "'",
                        column.name().span());
            }
            Scalar cell = new Scalar.Call(
                    "[]",
                    List.of(new Scalar.ColumnReference(record), new Scalar.Constant(KqlType.LONG, (long)
                            columns.size())),
                    KqlType.DYNAMIC,
                    external.span());
            columns.add(PlanParts.computed(column.name().text(), value(cell, column.type(), TEXTS.contains(format))));
        }
        Plan records = new Plan.ExternalData(
                record,
                addresses,
                format,
                Boolean.parseBoolean(properties.getOrDefault("ignorefirstrecord", "false")),
                columns.stream().map(c -> c.column().name()).toList(),
                properties.getOrDefault("ingestionmapping", ""),
                external.span());
        return new Plan.Project(records, columns);
    }

    private Scalar value(Scalar cell, KqlType type, boolean isText) {
        if (!isText) {
            return Conversions.to(type, cell, external.span());
        }
        Scalar text = Conversions.to(KqlType.STRING, cell, external.span());
        return type == KqlType.DYNAMIC
                ? new Scalar.Call("parse_json", List.of(text), KqlType.DYNAMIC, external.span())
                : Conversions.to(type, text, external.span());
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        for (Operator.Property property : external.properties()) {
            String name = property.name().toLowerCase(Locale.ROOT);
            if (!PROPERTIES.contains(name)) {
                throw ScalarBinder.unsupported("externaldata … with " + property.name(), property.span());
            }
            properties.put(name, property.value());
        }
        return properties;
    }

    private String address(Expression expression) {
        if (tables.scalars(Row.NONE).bind(expression) instanceof Scalar.Constant constant
                && constant.value() instanceof String address) {
            return address;
        }
        throw new KqlException(
                Code.NOT_CONSTANT, "an address is a constant text: write it as one string", expression.span());
    }

    private static String formatOf(String address) {
        Matcher extension = EXTENSION.matcher(address);
        String name = extension.find() ? extension.group(1).toLowerCase(Locale.ROOT) : "csv";
        return TEXTS.contains(name) || VALUES.contains(name) || name.equals("parquet") ? name : "csv";
    }
}
