package io.azdetect.engine.function;

import static io.azdetect.engine.function.JavaFunction.declare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.TimespanText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** Dynamic values that are arrays. Of what is no array, the result is null. */
final class ArrayFunctions {
    /** The most elements that {@code range()} gives. */
    private static final int RANGE_LIMIT = 1 << 20;

    static final List<JavaFunction> ALL = List.of(
            declare("kql_item(dynamic, long): dynamic", a -> item(Json.read(a.text(0)), a.whole(1))),
            declare("kql_array_concat(dynamic...): dynamic", ArrayFunctions::concat),
            declare(
                    "kql_array_slice(dynamic, long, long): dynamic",
                    a -> changed(a.text(0), list -> slice(list, a.whole(1), a.whole(2)))),
            declare(
                    "kql_array_index_of(dynamic, dynamic, long, long, long): long",
                    a -> indexOf(a.text(0), Json.read(a.text(1)), a.whole(2), a.whole(3), a.whole(4))),
            declare(
                    "kql_array_reverse(dynamic): dynamic",
                    a -> changed(a.text(0), list -> {
                        Collections.reverse(list);
                        return list;
                    })),
            declare("kql_array_sum(dynamic): real", a -> sum(a.text(0))),
            declare("kql_array_sort_asc(dynamic...): dynamic", a -> ArraySort.sort(a.texts(), Json.order())),
            declare(
                    "kql_array_sort_desc(dynamic...): dynamic",
                    a -> ArraySort.sort(a.texts(), Json.order().reversed())),
            declare(
                    "kql_array_shift(dynamic, long, dynamic): dynamic",
                    a -> changed(a.text(0), list -> shifted(list, a.whole(1), Json.read(a.text(2))))),
            declare(
                    "kql_array_rotate(dynamic, long): dynamic",
                    a -> changed(a.text(0), list -> {
                        if (!list.isEmpty()) {
                            Collections.rotate(list, (int) -(a.whole(1) % list.size()));
                        }
                        return list;
                    })),
            declare("kql_array_iff(dynamic, dynamic, dynamic): dynamic", ArrayFunctions::iff),
            declare("kql_array_split(dynamic, dynamic): dynamic", a -> ArraySplit.split(a.text(0), a.text(1))),
            declare("kql_zip(dynamic...): dynamic", ArrayFunctions::zip),
            declare(
                    "kql_range(long, long, long): dynamic",
                    a -> range(a.whole(0), a.whole(1), a.whole(2), Json.NODES::numberNode)),
            declare("kql_range_real(real, real, real): dynamic", a -> range(a.real(0), a.real(1), a.real(2))),
            declare(
                    "kql_range_datetime(datetime, datetime, timespan): dynamic",
                    a -> range(a.whole(0), a.whole(1), a.whole(2), t -> Json.NODES.textNode(DatetimeText.format(t)))),
            declare(
                    "kql_range_timespan(timespan, timespan, timespan): dynamic",
                    a -> range(a.whole(0), a.whole(1), a.whole(2), t -> Json.NODES.textNode(TimespanText.format(t)))),
            declare(
                    "kql_repeat(dynamic, long): dynamic",
                    a -> a.whole(1) < 0
                            ? null
                            : Json.array(Collections.nCopies(
                                    (int) Math.min(a.whole(1), RANGE_LIMIT), Json.read(a.text(0))))));

    private ArrayFunctions() {}

    private static String changed(String array, UnaryOperator<List<JsonNode>> change) {
        return Json.elements(array).map(change).map(Json::array).orElse(null);
    }

    /** The element at a place; a negative one counts from the end. */
    static String item(JsonNode array, long index) {
        if (!array.isArray()) {
            return null;
        }
        long place = index < 0 ? array.size() + index : index;
        return place < 0 || place >= array.size() ? null : Json.write(array.get((int) place));
    }

    private static String concat(JavaFunction.Arguments arguments) {
        List<JsonNode> all = new ArrayList<>();
        for (String array : arguments.texts()) {
            List<JsonNode> elements = Json.elements(array).orElse(null);
            if (elements == null) {
                return null;
            }
            all.addAll(elements);
        }
        return Json.array(all);
    }

    /** From a place to another, both included; negative ones count from the end. */
    private static List<JsonNode> slice(List<JsonNode> list, long start, long end) {
        long from = Math.max(0, start < 0 ? list.size() + start : start);
        long to = Math.min(list.size() - 1L, end < 0 ? list.size() + end : end);
        return from > to ? List.of() : list.subList((int) from, (int) to + 1);
    }

    private static Long indexOf(String array, JsonNode value, long start, long length, long occurrence) {
        List<JsonNode> list = Json.elements(array).orElse(null);
        if (list == null || occurrence < 0 || length < -1) {
            return null;
        }
        long from = start < 0 ? Math.max(0, list.size() + start) : start;
        long to = length < 0 ? list.size() : Math.min(list.size(), from + length);
        long left = Math.max(1, occurrence);
        for (long i = from; i < to; i++) {
            if (Json.equal(list.get((int) i), value) && --left == 0) {
                return i;
            }
        }
        return -1L;
    }

    private static Double sum(String array) {
        List<JsonNode> list = Json.elements(array).orElse(null);
        if (list == null || !list.stream().allMatch(JsonNode::isNumber)) {
            return null;
        }
        return list.stream().mapToDouble(JsonNode::doubleValue).sum();
    }

    private static List<JsonNode> shifted(List<JsonNode> list, long toTheLeft, JsonNode filling) {
        List<JsonNode> result = new ArrayList<>(list.size());
        for (long i = 0; i < list.size(); i++) {
            long source = i + toTheLeft;
            result.add(source < 0 || source >= list.size() ? filling : list.get((int) source));
        }
        return result;
    }

    private static String iff(JavaFunction.Arguments arguments) {
        JsonNode then = Json.read(arguments.text(1));
        JsonNode otherwise = Json.read(arguments.text(2));
        return changed(arguments.text(0), conditions -> {
            List<JsonNode> result = new ArrayList<>(conditions.size());
            for (int i = 0; i < conditions.size(); i++) {
                JsonNode condition = conditions.get(i);
                if (condition.isBoolean() || condition.isNumber()) {
                    boolean holds = condition.isBoolean() ? condition.booleanValue() : condition.doubleValue() != 0;
                    result.add(at(holds ? then : otherwise, i));
                } else {
                    result.add(NullNode.getInstance());
                }
            }
            return result;
        });
    }

    private static JsonNode at(JsonNode value, int index) {
        if (!value.isArray()) {
            return value;
        }
        return index < value.size() ? value.get(index) : NullNode.getInstance();
    }

    private static String zip(JavaFunction.Arguments arguments) {
        List<List<JsonNode>> arrays = new ArrayList<>();
        int longest = 0;
        for (String array : arguments.texts()) {
            List<JsonNode> elements = Json.elements(array).orElse(null);
            if (elements == null) {
                return null;
            }
            arrays.add(elements);
            longest = Math.max(longest, elements.size());
        }
        List<JsonNode> rows = new ArrayList<>(longest);
        for (int i = 0; i < longest; i++) {
            var row = Json.NODES.arrayNode();
            for (List<JsonNode> array : arrays) {
                row.add(i < array.size() ? array.get(i) : NullNode.getInstance());
            }
            rows.add(row);
        }
        return Json.array(rows);
    }

    private static String range(long start, long stop, long step, LongFunction<JsonNode> element) {
        if (step == 0) {
            return null;
        }
        List<JsonNode> elements = new ArrayList<>();
        long value = start;
        while ((step > 0 ? value <= stop : value >= stop) && elements.size() < RANGE_LIMIT) {
            elements.add(element.apply(value));
            long next = value + step;
            if ((next > value) != (step > 0)) {
                break; // Beyond 64 bits there is nothing.
            }
            value = next;
        }
        return Json.array(elements);
    }

    private static String range(double start, double stop, double step) {
        if (step == 0 || Double.isNaN(step)) {
            return null;
        }
        List<JsonNode> elements = new ArrayList<>();
        for (double value = start;
                (step > 0 ? value <= stop : value >= stop) && elements.size() < RANGE_LIMIT;
                value = start + elements.size() * step) {
            elements.add(Json.NODES.numberNode(value));
        }
        return Json.array(elements);
    }
}
