/**
 * Detections as data: what a detection file holds, how it is read and checked, how it is replayed over stored logs, and
 * how its own tests are run.
 */
package io.azdetect.catalog;
