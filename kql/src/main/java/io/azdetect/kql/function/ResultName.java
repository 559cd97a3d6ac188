package io.azdetect.kql.function;

/** How a column is called that a function computes and the query does not name. */
public enum ResultName {
    /** {@code Column1}, {@code print_0}. */
    NUMBERED,
    /** The first argument's own name: {@code tostring(Caller)} is {@code Caller}. */
    FIRST_ARGUMENT,
    /** A prefix, most often the function's name, and the first argument's: {@code strlen(Caller)} is {@code strlen_Caller}. */
    PREFIXED,
    /** A name of its own, whatever the arguments: {@code hll_merge(a, b)} is {@code hll_merged_result}. */
    FIXED
}
