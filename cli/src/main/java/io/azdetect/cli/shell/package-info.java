/** The line editor of the interactive prompt: what a query's end is, completion, colours, history. */
package io.azdetect.cli.shell;
