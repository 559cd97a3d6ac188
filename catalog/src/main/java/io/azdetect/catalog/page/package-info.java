/**
 * What pages that show detections are written with. Texts of logs and of other people's detections are not to be trusted, so
 * every piece of text passes through {@link io.azdetect.catalog.page.Html}, and a {@link io.azdetect.catalog.page.Page} has a
 * policy that lets only its own style and script act.
 */
package io.azdetect.catalog.page;
