/** How much detections say when nothing is wrong, and what they say when something is: noise and recall, measured. */
package io.azdetect.catalog.noise;
