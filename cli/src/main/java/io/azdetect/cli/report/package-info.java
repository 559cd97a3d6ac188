/**
 * The report of a hunt: one HTML file that needs nothing else. Log content is attacker-controlled, so every piece of text
 * passes through {@link io.azdetect.cli.report.Html}, and the page's own policy lets only its own script run.
 */
package io.azdetect.cli.report;
