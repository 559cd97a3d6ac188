/** Stands in for Azure in tests. */
package io.azdetect.cli.standin;
