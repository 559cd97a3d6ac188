/** What a hunt found, as a table, JSON, NDJSON, CSV, SARIF and a page. */
package io.azdetect.cli.hunt;
