/** From a raw record to the row that Log Analytics would hold. */
package io.azdetect.telemetry.mapping;
