package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code mv-expand}: arrays side by side become rows. */
final class ExpandWriter {
    private final Dialect dialect;
    private final ScalarWriter scalars;

    ExpandWriter(Dialect dialect, ScalarWriter scalars) {
        this.dialect = dialect;
        this.scalars = scalars;
    }

    Select write(Plan.MvExpand expand, Select input) {
        List<String> lists = new ArrayList<>();
        for (Plan.Expansion expansion : expand.expansions()) {
            Fragment source = scalars.value(expansion.source(), input.values());
            Fragment list = scalars.named(
                    expand.bagsAsArrays() ? "@elements, bags as arrays" : "@elements",
                    List.of(expansion.source()),
                    List.of(source));
            lists.add(expand.limit() < Integer.MAX_VALUE ? list.operand() + "[1:" + expand.limit() + "]" : list.text());
        }
        Map<String, Fragment> unnested = new HashMap<>();
        for (int i = 0; i < lists.size(); i++) {
            unnested.put("element " + (i + 1), Fragment.call("unnest(" + lists.get(i) + ")"));
        }
        if (expand.itemIndex().isPresent()) {
            List<String> lengths =
                    lists.stream().map(list -> "len(" + list + ")").toList();
            String longest = lengths.size() == 1 ? lengths.get(0) : "greatest(" + String.join(", ", lengths) + ")";
            unnested.put("element index", Fragment.call("unnest(range(0, " + longest + "))"));
        }
        String inner = input.text(dialect, unnested);
        Map<String, String> aliases = input.aliases();
        Select result = new Select("(\n" + SqlWriter.indent(inner) + "\n)");
        for (Column column : expand.columns()) {
            result.column(column, value(expand, column, aliases));
        }
        return result;
    }

    private Fragment value(Plan.MvExpand expand, Column column, Map<String, String> aliases) {
        for (int i = 0; i < expand.expansions().size(); i++) {
            if (expand.expansions().get(i).column().equals(column)) {
                String element = dialect.identifier("element " + (i + 1));
                return scalars.element(Fragment.plain(element), column.type());
            }
        }
        if (expand.itemIndex().filter(column::equals).isPresent()) {
            return Fragment.operation(dialect.identifier("element index") + "::" + dialect.type(column.type()));
        }
        return Fragment.plain(dialect.identifier(aliases.get(column.name())));
    }
}
