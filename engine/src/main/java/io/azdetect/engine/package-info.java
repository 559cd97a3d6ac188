/**
 * Runs Kusto plans: an ordinary DuckDB database as the store, a plan as SQL through a dialect, rows back as Kusto types.
 *
 * <p>Start with {@link io.azdetect.engine.Database}.
 */
package io.azdetect.engine;
