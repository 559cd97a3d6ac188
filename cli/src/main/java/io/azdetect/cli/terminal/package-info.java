/** What a person sees: the terminal, its colours and widths, tables, progress, and text that cannot do harm. */
package io.azdetect.cli.terminal;
