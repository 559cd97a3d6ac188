package io.azdetect.engine.stage;

import io.azdetect.kql.plan.Scalar;

/** Computes with the engine itself what a program meets and has no code of its own for. */
@FunctionalInterface
public interface Calculator {
    /** A scalar as a function of values. */
    @FunctionalInterface
    interface Calculation {
        /** The result, over the values of the scalar's parameters in the Java forms of their types. */
        Object of(Object... values);
    }

    /**
     * The call of a function as a calculation whose parameters are the call's arguments that are no constants, in their
     * order.
     */
    Calculation prepare(Scalar.Call call);
}
