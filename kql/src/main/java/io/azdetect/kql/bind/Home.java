package io.azdetect.kql.bind;

import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.Place;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.syntax.KqlParser;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The database whose tables and stored functions stand behind the names that a text itself declares. */
final class Home {
    /** A database with nothing in it. */
    static final Home NOTHING = new Home(Optional.empty(), DatabaseSchema.EMPTY);

    private final Optional<Place> place;
    private final DatabaseSchema schema;
    private final Map<String, Optional<Variable.OfFunction>> functions = new HashMap<>();
    private final Map<Place, Optional<Home>> others = new HashMap<>();

    private Home(Optional<Place> place, DatabaseSchema schema) {
        this.place = place;
        this.schema = schema;
    }

    /** The query's own database. */
    static Home of(DatabaseSchema schema) {
        return new Home(Optional.empty(), schema);
    }

    DatabaseSchema schema() {
        return schema;
    }

    /**
     * A table of this database. One of another place has that in its name, since two places may have tables of one name.
     */
    Optional<Plan.Scan> table(String name) {
        return schema.table(name)
                .map(table -> new TableSchema(prefix() + name, table.columns()))
                .map(table -> new Plan.Scan(table, table.columns()));
    }

    /** Whether a table, under the name that its scan has, is known to have no rows. */
    boolean isEmpty(String table) {
        return table.startsWith(prefix()) && !schema.mayHaveRows(table.substring(prefix().length()));
    }

    private String prefix() {
        return place.map(p -> p + ".").orElse("");
    }

    /**
     * The stored function of this name, with this database for a scope.
     *
     * @throws io.azdetect.kql.KqlException if its text is not KQL
     */
    Optional<Variable.OfFunction> function(String name) {
        Optional<Variable.OfFunction> known = functions.get(name);
        if (known == null) {
            known = schema.function(name)
                    .map(stored ->
                            new Variable.OfFunction(KqlParser.parseFunction(name, stored.text()), Scope.of(this)));
            functions.put(name, known);
        }
        return known;
    }

    /** Another database that this one knows. */
    Optional<Home> at(Place other) {
        return others.computeIfAbsent(other, o -> schema.place(o).map(found -> new Home(Optional.of(o), found)));
    }

    /** Every table's and stored function's name, for suggestions. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(schema.tableNames());
        names.addAll(schema.functionNames());
        return names;
    }

    Collection<String> functionNames() {
        return schema.functionNames();
    }
}
