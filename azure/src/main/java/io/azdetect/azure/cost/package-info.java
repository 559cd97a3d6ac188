/** What rules cost a month. */
package io.azdetect.azure.cost;
