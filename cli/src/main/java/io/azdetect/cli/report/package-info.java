/** The report of a hunt: one HTML file that needs nothing else. */
package io.azdetect.cli.report;
