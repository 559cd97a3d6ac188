/** Measures what the rest claims: how long a query takes to compile, to run, how fast logs come in, what a hunt costs. */
package io.azdetect.bench;
