/** The catalogue as a static site: the matrix, a page for each technique, and the templates that its buttons deploy. */
package io.azdetect.azure.site;
