/** Answers as tables, JSON, NDJSON, CSV, Markdown and SARIF. */
package io.azdetect.cli.format;
