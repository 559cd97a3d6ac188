/** How the outcome of detections' tests is printed. */
package io.azdetect.cli.testing;
