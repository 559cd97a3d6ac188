/** What a measurement of noise and recall is printed as. */
package io.azdetect.cli.noise;
