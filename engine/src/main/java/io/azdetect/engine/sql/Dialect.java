package io.azdetect.engine.sql;

import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.type.KqlType;
import java.util.List;
import java.util.Optional;

/** How one engine spells names, literals, functions and aggregates. */
public interface Dialect {
    /** The name as a quoted identifier. */
    String identifier(String name);

    /** The type of values of a Kusto type. */
    String type(KqlType type);

    /** The constant with its type plain to see. */
    String literal(Scalar.Constant constant);

    /** The constant as short as it may be where something else says its type. */
    String shortLiteral(Scalar.Constant constant);

    /** The SQL of a scalar function or operator over these arguments; empty when the engine does not run it. */
    Optional<Template> scalar(String function, List<Scalar> arguments);

    /** The SQL of an aggregate function over these arguments; empty when the engine does not run it. */
    Optional<Template> aggregate(String function, List<Scalar> arguments);
}
