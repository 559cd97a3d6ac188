package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code mv-expand}: arrays side by side become rows. */
final class ExpandWriter {
    private final Dialect dialect;
    private final ScalarWriter scalars;
    private final List<Fragment> sources = new ArrayList<>();
    private final List<Fragment> elements = new ArrayList<>();

    ExpandWriter(Dialect dialect, ScalarWriter scalars) {
        this.dialect = dialect;
        this.scalars = scalars;
    }

    Select write(Plan.MvExpand expand, Select source) {
        UniqueNames names = new UniqueNames(source.aliases().values());
        Select input = named(expand, source, names);
        List<String> lists = new ArrayList<>();
        for (int i = 0; i < expand.expansions().size(); i++) {
            Plan.Expansion expansion = expand.expansions().get(i);
            Fragment list = scalars.named(
                    expand.bagsAsArrays() ? "@elements, bags as arrays" : "@elements",
                    List.of(expansion.source()),
                    List.of(sources.get(i)));
            lists.add(expand.limit() < Integer.MAX_VALUE ? list.operand() + "[1:" + expand.limit() + "]" : list.text());
        }
        Map<String, Fragment> unnested = new LinkedHashMap<>();
        for (String list : lists) {
            String name = names.claim("element");
            elements.add(Fragment.plain(dialect.identifier(name)));
            unnested.put(name, Fragment.call("unnest(" + list + ")"));
        }
        if (expand.itemIndex().isPresent()) {
            List<String> lengths =
                    lists.stream().map(list -> "len(" + list + ")").toList();
            String longest = lengths.size() == 1 ? lengths.get(0) : "greatest(" + String.join(", ", lengths) + ")";
            String name = names.claim("index");
            elements.add(Fragment.plain(dialect.identifier(name)));
            unnested.put(name, Fragment.call("unnest(range(0, " + longest + "))"));
        }
        String inner = input.text(dialect, unnested);
        Map<String, String> aliases = input.aliases();
        Select result = new Select("(\n" + SqlWriter.indent(inner) + "\n)");
        for (Column column : expand.columns()) {
            result.column(column, value(expand, column, aliases));
        }
        return result;
    }

    /** The input with what is computed for the expansion as columns: the list is mentioned several times. */
    private Select named(Plan.MvExpand expand, Select input, UniqueNames names) {
        Map<String, Fragment> computed = new LinkedHashMap<>();
        for (Plan.Expansion expansion : expand.expansions()) {
            Fragment value = scalars.value(expansion.source(), input.values());
            // A literal null in its place would have DuckDB take the list for JSON.
            if (value.isPlain() && !value.isLiteral()) {
                sources.add(value);
            } else {
                String name = names.claim("array");
                computed.put(name, value);
                sources.add(Fragment.plain(dialect.identifier(name)));
            }
        }
        if (computed.isEmpty()) {
            return input;
        }
        Select outer = new Select("(\n" + SqlWriter.indent(input.text(dialect, computed)) + "\n)");
        Map<String, String> aliases = input.aliases();
        input.columns().forEach(c -> outer.column(c, Fragment.plain(dialect.identifier(aliases.get(c.name())))));
        // Plain sources were columns below the subquery; above it they go by their names in it.
        for (int i = 0; i < sources.size(); i++) {
            if (expand.expansions().get(i).source() instanceof Scalar.ColumnReference reference) {
                sources.set(i, outer.values().get(reference.name()));
            }
        }
        return outer;
    }

    private Fragment value(Plan.MvExpand expand, Column column, Map<String, String> aliases) {
        for (int i = 0; i < expand.expansions().size(); i++) {
            if (expand.expansions().get(i).column().equals(column)) {
                return scalars.element(elements.get(i), column.type());
            }
        }
        if (expand.itemIndex().filter(column::equals).isPresent()) {
            return Fragment.call(elements.get(elements.size() - 1) + "::" + dialect.type(column.type()));
        }
        return Fragment.plain(dialect.identifier(aliases.get(column.name())));
    }
}
