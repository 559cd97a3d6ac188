package io.azdetect.kql.plan;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.diagnostic.Span;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.List;

/** A bound, typed scalar expression. */
public sealed interface Scalar {
    KqlType type();

    /** A constant; {@code value} has the Java form that {@link KqlType} names; null is the typed null. */
    record Constant(KqlType type, Object value) implements Scalar {
        public Constant {
            requireNonNull(type, "type");
            if (value == null && type == KqlType.STRING) {
                throw new IllegalArgumentException("a string is never null");
            }
        }
    }

    /** A column of the input. */
    record ColumnReference(String name, KqlType type) implements Scalar {
        /** The value of this column. */
        public ColumnReference(Column column) {
            this(column.name(), column.type());
        }

        public ColumnReference {
            requireNonNull(name, "name");
            requireNonNull(type, "type");
        }
    }

    /**
     * A function or operator over scalars. Operators go by their spelling in KQL: {@code ==}, {@code has}, {@code +},
     * {@code in~}; {@code and} and {@code or} take two or more; {@code []} is access to a dynamic value (a string names a
     * property, a long an element), {@code between} takes three
     * arguments; membership takes the value and then the items. The arguments have exactly the types of one of the
     * function's declared signatures: the binder has put conversions ({@code tolong}, {@code toreal}, …) where needed.
     *
     * @param function Kusto's name, in lower case; of two names for one function ({@code toreal}, {@code todouble}) the one
     *     that {@code FunctionCalls} keeps
     * @param span where it stands in the query, for an engine that has to refuse it
     */
    record Call(String function, List<Scalar> arguments, KqlType type, Span span) implements Scalar {
        public Call {
            requireNonNull(function, "function");
            arguments = List.copyOf(arguments);
            requireNonNull(type, "type");
            requireNonNull(span, "span");
        }

        public Scalar argument(int index) {
            return arguments.get(index);
        }
    }

    /** The first row's first column of a plan ({@code toscalar}); null (an empty string) when it has no row. */
    record Subquery(Plan plan, KqlType type) implements Scalar {}

    /**
     * Whether a value is among the first column's values of a plan, which has the value's type.
     *
     * @param operator {@code in}, {@code !in}, {@code in~}, {@code !in~}, {@code has_any} or {@code has_all}
     */
    record MemberOf(String operator, Scalar value, Plan plan, Span span) implements Scalar {
        @Override
        public KqlType type() {
            return KqlType.BOOL;
        }
    }
}
