/** Detections put into Azure as rules and kept there: what is wanted against what is there, and the way from one to the other. */
package io.azdetect.azure.deploy;
