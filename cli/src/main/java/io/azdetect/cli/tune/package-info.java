/** What tuning found, for people and as a parameter file. */
package io.azdetect.cli.tune;
