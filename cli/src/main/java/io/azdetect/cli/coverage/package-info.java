/** How what detections cover is printed. */
package io.azdetect.cli.coverage;
