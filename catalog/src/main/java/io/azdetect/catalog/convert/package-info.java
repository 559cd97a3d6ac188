/** Rules from elsewhere as detection files: templates of Azure Monitor and Sentinel, Sentinel's YAML, Sigma. */
package io.azdetect.catalog.convert;
