package io.azdetect.kql.syntax;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;

/** One statement of a query text; the last {@link Query} is the one that returns rows. */
public sealed interface Statement {
    Span span();

    /** {@code let name = expression}: a scalar or a table. */
    record Let(Name name, Expression value, Span span) implements Statement {
        public Let {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
        }
    }

    /**
     * {@code let name = [view] (parameters) { statements; expression }}.
     *
     * @param view whether {@code union *} finds it among the tables
     */
    record LetFunction(
            Name name, boolean view, List<Parameter> parameters, List<Statement> statements, Expression body, Span span)
            implements Statement {
        public LetFunction {
            requireNonNull(name, "name");
            parameters = List.copyOf(parameters);
            statements = List.copyOf(statements);
            requireNonNull(body, "body");
        }
    }

    /** {@code set option [= value]}: kept, and without effect on the answer. */
    record Set(Name option, Optional<Expression> value, Span span) implements Statement {}

    /** {@code declare query_parameters(name:type [= default], …)}. */
    record DeclareParameters(List<Parameter> parameters, Span span) implements Statement {
        public DeclareParameters {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * {@code declare pattern name [= (parameters) [[path]] { cases }]}: a function that is written out value by value.
     *
     * @param cases what it gives, and for which values; none where another program is to say so
     */
    record DeclarePattern(
            Name name, List<Parameter> parameters, Optional<Parameter> path, List<PatternCase> cases, Span span)
            implements Statement {
        public DeclarePattern {
            requireNonNull(name, "name");
            parameters = List.copyOf(parameters);
            requireNonNull(path, "path");
            cases = List.copyOf(cases);
        }
    }

    /**
     * What a pattern gives for some values: {@code ("a", "b").["path"] = { body }}.
     *
     * @param function the body, as a function that takes nothing
     */
    record PatternCase(List<String> arguments, Optional<String> path, LetFunction function, Span span) {
        public PatternCase {
            arguments = List.copyOf(arguments);
            requireNonNull(path, "path");
            requireNonNull(function, "function");
        }
    }

    /** A tabular (or scalar) expression that stands alone. */
    record Query(Expression expression, Span span) implements Statement {}

    /**
     * A parameter of a function or of the query.
     *
     * @param type the scalar type; empty for a tabular parameter
     * @param columns the columns that a tabular parameter must have; empty for {@code (*)} and for scalars
     * @param defaultValue the value when the caller gives none
     */
    record Parameter(
            Name name, Optional<KqlType> type, List<ColumnDeclaration> columns, Optional<Expression> defaultValue) {
        public Parameter {
            columns = List.copyOf(columns);
        }

        public boolean isTabular() {
            return type.isEmpty();
        }
    }

    /** {@code name:type} in a {@code datatable}, a {@code parse} pattern or a tabular parameter. */
    record ColumnDeclaration(Name name, KqlType type) {}
}
