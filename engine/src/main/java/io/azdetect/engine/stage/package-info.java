/**
 * What SQL cannot say, as programs over rows: a query's stages run them between two statements of SQL. A program of {@link
 * io.azdetect.kql.plan.Program} has its code here, by the class that {@link io.azdetect.engine.stage.StagePrograms} names.
 */
package io.azdetect.engine.stage;
