/** What Azure has to log before detections see anything, as templates that switch it on. */
package io.azdetect.azure.telemetry;
