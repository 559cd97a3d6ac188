/**
 * Writes a plan as SQL that a person can read.
 *
 * <p>{@link io.azdetect.engine.sql.SqlWriter} knows how plans become statements, a {@link
 * io.azdetect.engine.sql.Dialect} how one engine spells functions and operators.
 */
package io.azdetect.engine.sql;
