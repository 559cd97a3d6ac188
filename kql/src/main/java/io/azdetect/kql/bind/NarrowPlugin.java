package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code narrow}: a row for each cell. Values are written as the documented example has them: a bool with a capital letter,
 * a datetime without the letters T and Z; anything else as {@code tostring} does.
 */
final class NarrowPlugin {
    private NarrowPlugin() {}

    static Plan bind(PluginCall call) {
        List<Column> columns = call.input().columns();
        List<Plan.Assignment> inputs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            inputs.add(PlanParts.renamed(columns.get(i), "c" + i));
        }
        String names = columns.stream().map(c -> jsonText(c.name())).collect(Collectors.joining(",", "[", "]"));
        String texts = IntStream.range(0, columns.size())
                .mapToObj(i -> text("c" + i, columns.get(i).type()))
                .collect(Collectors.joining(", "));
        Plan plan = KqlTemplate.bind(
                """
                T
                | serialize Row = row_number(0)
                | extend texts = pack_array(%s)
                | mv-expand Column = _names to typeof(string), Value = texts to typeof(string)
                | project Row, Column, Value
                """.formatted(texts),
                new Plan.Project(call.input(), inputs),
                Map.of("_names", new Scalar.Constant(KqlType.DYNAMIC, names)),
                call);
        return EvaluateBinder.checked(call, plan);
    }

    private static String text(String column, KqlType type) {
        return switch (type) {
            case BOOL -> "case(isnull(" + column + "), '', " + column + ", 'True', 'False')";
            case DATETIME -> "format_datetime(" + column + ", 'yyyy-MM-dd HH:mm:ss.fffffff')";
            case INT, LONG, REAL, DECIMAL, STRING, TIMESPAN, GUID, DYNAMIC -> "tostring(" + column + ")";
        };
    }

    private static String jsonText(String name) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            json.append(c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
        return json.append('"').toString();
    }
}
