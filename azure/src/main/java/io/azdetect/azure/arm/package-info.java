/** Azure Resource Manager, spoken to through Microsoft's SDK: who we are, which cloud, retries, and errors for people. */
package io.azdetect.azure.arm;
