package io.azdetect.engine.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;

/** Constant arrays among the items of {@code in} and its relatives, as one constant for each element. */
final class ConstantArrays {
    private ConstantArrays() {}

    /** The items, with constant arrays spread out where all their elements are values of the type. */
    static List<Scalar> spread(List<Scalar> items, KqlType type) {
        List<Scalar> spread = new ArrayList<>();
        for (Scalar item : items) {
            List<Scalar> elements = elements(item, type);
            if (elements == null) {
                spread.add(item);
            } else {
                spread.addAll(elements);
            }
        }
        return spread;
    }

    /** Null when the item is not such an array. */
    private static List<Scalar> elements(Scalar item, KqlType type) {
        if (!(item instanceof Scalar.Constant constant)
                || constant.type() != KqlType.DYNAMIC
                || !(constant.value() instanceof String json)) {
            return null;
        }
        JsonNode array = JsonText.read(json).filter(JsonNode::isArray).orElse(null);
        if (array == null) {
            return null;
        }
        List<Scalar> elements = new ArrayList<>();
        return addElements(array, type, elements) ? elements : null;
    }

    /** Adds the elements, those of arrays inside too; false where one is no value of the type. */
    private static boolean addElements(JsonNode array, KqlType type, List<Scalar> elements) {
        for (JsonNode element : array) {
            if (element.isArray()) {
                if (!addElements(element, type, elements)) {
                    return false;
                }
                continue;
            }
            Object value = value(element, type);
            if (value == null) {
                return false;
            }
            elements.add(new Scalar.Constant(type, value));
        }
        return true;
    }

    private static Object value(JsonNode element, KqlType type) {
        return switch (type) {
            case STRING -> element.isTextual() ? element.textValue() : null;
            case LONG -> element.canConvertToLong() && element.isIntegralNumber() ? element.longValue() : null;
            case INT -> element.canConvertToInt() && element.isIntegralNumber() ? element.intValue() : null;
            default -> null;
        };
    }
}
