package io.azdetect.catalog.convert;

import io.azdetect.catalog.YamlNode;
import io.azdetect.catalog.convert.TemplateExpression.UnknownValueException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A template of Azure Resource Manager, for what its expressions name: parameters by their defaults, and variables. */
final class Template {
    /** Definitions that name each other in a circle would never end. */
    private static final int DEEPEST = 50;

    private final YamlNode.Mapping template;
    private final Notices notices;
    private int depth;

    Template(YamlNode.Mapping template, Notices notices) {
        this.template = template;
        this.notices = notices;
    }

    /** The value of an expression, or the text itself where only a deployment can tell the value, which is reported. */
    YamlNode resolve(YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar) || !(scalar.value() instanceof String text)) {
            return node;
        }
        if (text.startsWith("[[")) {
            return new YamlNode.Scalar(text.substring(1), text.substring(1), node.line());
        }
        if (!TemplateExpression.is(text)) {
            return node;
        }
        try {
            return node(TemplateExpression.evaluate(text, this::definition), node.line());
        } catch (UnknownValueException | ArithmeticException | NumberFormatException e) {
            notices.changed(node.line(), "the value of " + shortened(text) + " is not known: " + e.getMessage());
            return new YamlNode.Scalar(null, "", node.line());
        }
    }

    private Object definition(String kind, String name) {
        YamlNode defined = field(template, kind)
                .filter(YamlNode.Mapping.class::isInstance)
                .flatMap(group -> field((YamlNode.Mapping) group, name))
                .orElseThrow(() -> new UnknownValueException("the template has no " + kind + " '" + name + "'"));
        if (kind.equals("parameters")) {
            defined = (defined instanceof YamlNode.Mapping parameter
                            ? field(parameter, "defaultValue")
                            : Optional.<YamlNode>empty())
                    .orElseThrow(() -> new UnknownValueException("the parameter '" + name + "' has no default"));
        }
        if (++depth > DEEPEST) {
            throw new UnknownValueException("definitions name each other in a circle");
        }
        try {
            return evaluated(defined);
        } finally {
            depth--;
        }
    }

    private Object evaluated(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            Map<String, Object> values = new LinkedHashMap<>();
            mapping.fields().forEach((name, value) -> values.put(name, evaluated(value)));
            return values;
        }
        if (node instanceof YamlNode.Sequence sequence) {
            List<Object> values = new ArrayList<>();
            sequence.items().forEach(item -> values.add(evaluated(item)));
            return values;
        }
        Object value = node.plain();
        if (value instanceof String text && TemplateExpression.is(text)) {
            return TemplateExpression.evaluate(text, this::definition);
        }
        return value instanceof Number number ? new BigDecimal(number.toString()) : value == null ? "" : value;
    }

    private static Optional<YamlNode> field(YamlNode.Mapping group, String name) {
        return group.fields().entrySet().stream()
                .filter(e -> e.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static YamlNode node(Object value, int line) {
        if (value instanceof Map<?, ?> map) {
            Map<String, YamlNode> fields = new LinkedHashMap<>();
            Map<String, Integer> lines = new LinkedHashMap<>();
            map.forEach((name, item) -> {
                fields.put(name.toString(), node(item, line));
                lines.put(name.toString(), line);
            });
            return new YamlNode.Mapping(fields, lines, line);
        }
        if (value instanceof List<?> list) {
            return new YamlNode.Sequence(
                    list.stream().map(item -> node(item, line)).toList(), line);
        }
        return new YamlNode.Scalar(value, TemplateText.of(value), line);
    }

    private static String shortened(String expression) {
        return expression.length() <= 80 ? expression : expression.substring(0, 77) + "...";
    }
}
