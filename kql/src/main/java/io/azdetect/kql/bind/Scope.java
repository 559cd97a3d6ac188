package io.azdetect.kql.bind;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The names that statements see, those of the enclosing scopes included. A table's columns come before them. */
final class Scope {
    private final Scope parent;
    private final Home home;
    private final Map<String, Variable> variables = new HashMap<>();

    private Scope(Scope parent, Home home) {
        this.parent = parent;
        this.home = home;
    }

    /** A scope without a name and without a database. */
    static Scope empty() {
        return of(Home.NOTHING);
    }

    /** The outermost scope of a text: behind what it declares stands a database. */
    static Scope of(Home home) {
        return new Scope(null, home);
    }

    Home home() {
        return home;
    }

    /** A scope inside this one; names declared there do not leave it. */
    Scope nested() {
        return new Scope(this, home);
    }

    /** A copy that does not see what is declared here later, so that a function cannot come to call itself. */
    Scope snapshot() {
        Scope copy = new Scope(parent == null ? null : parent.snapshot(), home);
        copy.variables.putAll(variables);
        return copy;
    }

    /** What a name stands for; the database's stored functions come after what the text declares, and before tables. */
    Optional<Variable> find(String name) {
        return declared(name).or(() -> home.function(name));
    }

    /** What the text itself declares under a name. */
    Optional<Variable> declared(String name) {
        Variable variable = variables.get(name);
        if (variable != null || parent == null) {
            return Optional.ofNullable(variable);
        }
        return parent.declared(name);
    }

    boolean declaresHere(String name) {
        return variables.containsKey(name);
    }

    void declare(String name, Variable variable) {
        variables.put(name, variable);
    }

    /** The functions that wildcards find as they find tables, those declared as views, by their names. */
    Map<String, Variable.OfFunction> views(Predicate<String> wanted) {
        Map<String, Variable.OfFunction> views = new TreeMap<>();
        for (String name : names().stream().filter(wanted).toList()) {
            find(name)
                    .filter(variable -> variable instanceof Variable.OfFunction)
                    .map(variable -> (Variable.OfFunction) variable)
                    .filter(function -> function.declaration().view()
                            && function.declaration().parameters().isEmpty())
                    .ifPresent(function -> views.put(name, function));
        }
        return views;
    }

    /** Every visible name but those of tables, for suggestions. */
    Set<String> names() {
        Set<String> names = parent == null ? new TreeSet<>(home.functionNames()) : parent.names();
        names.addAll(variables.keySet());
        return names;
    }
}
