/** Detections as files that Azure takes: templates of Azure Resource Manager and plain KQL. */
package io.azdetect.azure.export;
