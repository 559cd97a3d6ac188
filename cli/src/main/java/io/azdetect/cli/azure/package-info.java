/** What is said of deployments: plans, what came of them, and what is missing. */
package io.azdetect.cli.azure;
