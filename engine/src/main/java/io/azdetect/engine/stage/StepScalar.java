package io.azdetect.engine.stage;

/** A scalar in a step of {@code scan}, ready to be computed over many rows. */
@FunctionalInterface
interface StepScalar {
    /**
     * The value, in the Java form of its type.
     *
     * @param row the row that is looked at
     * @param remembered for each step the row that it remembers, with what it computed behind it
     */
    Object of(Object[] row, Object[][] remembered);
}
