package io.azdetect.kql.bind;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names that statements see, those of the enclosing scopes included. A table's columns come before them. */
final class Scope {
    private final Scope parent;
    private final Map<String, Variable> variables = new HashMap<>();

    private Scope(Scope parent) {
        this.parent = parent;
    }

    static Scope empty() {
        return new Scope(null);
    }

    /** A scope inside this one; names declared there do not leave it. */
    Scope nested() {
        return new Scope(this);
    }

    /** A copy that does not see what is declared here later, so that a function cannot come to call itself. */
    Scope snapshot() {
        Scope copy = new Scope(parent == null ? null : parent.snapshot());
        copy.variables.putAll(variables);
        return copy;
    }

    Optional<Variable> find(String name) {
        Variable variable = variables.get(name);
        if (variable != null || parent == null) {
            return Optional.ofNullable(variable);
        }
        return parent.find(name);
    }

    boolean declaresHere(String name) {
        return variables.containsKey(name);
    }

    void declare(String name, Variable variable) {
        variables.put(name, variable);
    }

    /** Every visible name, for suggestions. */
    Set<String> names() {
        Set<String> names = parent == null ? new TreeSet<>() : parent.names();
        names.addAll(variables.keySet());
        return names;
    }
}
