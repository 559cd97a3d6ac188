package io.azdetect.engine.stage;

import io.azdetect.kql.KqlException;

/** Takes the rows of a stage's result, in their order. */
public interface RowWriter {
    /**
     * Adds a row, with a value for each of the stage's columns in the Java form that {@link io.azdetect.kql.type.KqlType}
     * names; null is the type's null, or an empty string.
     *
     * @throws KqlException when the query is cancelled or reaches a limit
     */
    void add(Object... row);

    /**
     * To be called now and then by whoever computes for long without reading or adding a row.
     *
     * @throws KqlException when the query is cancelled or reaches a limit
     */
    void check();
}
