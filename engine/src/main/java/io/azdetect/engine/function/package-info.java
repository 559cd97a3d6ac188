/** Kusto's functions in plain Java, for what SQL cannot say exactly; no engine is mentioned here. */
package io.azdetect.engine.function;
