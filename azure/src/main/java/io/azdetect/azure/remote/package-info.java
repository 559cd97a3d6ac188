/** Queries and hunts on a real Log Analytics workspace, in Azure. */
package io.azdetect.azure.remote;
