package io.azdetect.kql.syntax;

import java.util.List;

/** A query text as written: its statements in order, at least one. */
public record Script(List<Statement> statements) {
    public Script {
        statements = List.copyOf(statements);
    }
}
