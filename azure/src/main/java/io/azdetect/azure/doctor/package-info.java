/** Whether a deployment can work and its rules can see anything, and what to do where not. */
package io.azdetect.azure.doctor;
