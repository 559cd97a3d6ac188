package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * {@code dcount_intersect}: a sketch tells how many values a union has, so that inclusion and exclusion tell how many an
 * intersection has.
 */
final class DcountIntersectPlugin {
    /** So many sets have a thousand unions. */
    private static final int MOST_SETS = 10;

    private DcountIntersectPlugin() {}

    static Plan bind(PluginCall call) {
        List<Column> sketches = new ArrayList<>(List.of(call.column("hll_1"), call.column("hll_2")));
        sketches.addAll(call.columns("hll_i"));
        if (sketches.size() > MOST_SETS) {
            throw new KqlException(
                    Code.LIMIT, "dcount_intersect takes at most " + MOST_SETS + " sketches", call.span());
        }
        List<Plan.Assignment> inputs = new ArrayList<>();
        List<Plan.Assignment> results = new ArrayList<>();
        List<Column> columns = call.input().columns();
        for (int i = 0; i < columns.size(); i++) {
            inputs.add(PlanParts.renamed(columns.get(i), "c" + i));
            results.add(PlanParts.renamed(
                    new Column("c" + i, columns.get(i).type()), columns.get(i).name()));
        }
        StringJoiner query = new StringJoiner(", ", "T | extend ", "");
        for (int i = 0; i < sketches.size(); i++) {
            if (sketches.get(i).type() != KqlType.DYNAMIC) {
                throw new KqlException(
                        Code.WRONG_TYPE,
                        "dcount_intersect takes sketches that hll made, and " + sketches.get(i) + " is none",
                        call.span());
            }
            inputs.add(PlanParts.renamed(sketches.get(i), "h" + i));
            String name = "s" + i;
            if (columns.stream().anyMatch(c -> c.name().equals(name))) {
                throw call.wrong("adds a column '" + name + "', which the input has already");
            }
            query.add(name + " = " + common(i + 1));
            results.add(Plan.Assignment.same(new Column(name, KqlType.LONG)));
        }
        Plan sets = KqlTemplate.bind(query.toString(), new Plan.Project(call.input(), inputs), Map.of(), call);
        return EvaluateBinder.checked(call, new Plan.Project(sets, results));
    }

    /** How many values the first sets have in common; estimates of large sets may add up to less than none. */
    private static String common(int sets) {
        StringBuilder sum = new StringBuilder("max_of(0");
        for (int chosen = 1; chosen < 1 << sets; chosen++) {
            StringJoiner members = new StringJoiner(", ");
            for (int i = 0; i < sets; i++) {
                if ((chosen & 1 << i) != 0) {
                    members.add("h" + i);
                }
            }
            boolean odd = Integer.bitCount(chosen) % 2 == 1;
            boolean single = Integer.bitCount(chosen) == 1;
            sum.append(chosen == 1 ? ", " : odd ? " + " : " - ")
                    .append("dcount_hll(")
                    .append(single ? members : "hll_merge(" + members + ")")
                    .append(")");
        }
        return sum.append(")").toString();
    }
}
