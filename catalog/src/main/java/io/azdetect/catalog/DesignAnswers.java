package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

/**
 * The four questions that whoever designs a detection has to answer.
 *
 * @param scope how broad it is
 * @param alertsOn what it alerts on
 * @param legitimate whether that happens legitimately, and how to cut the noise
 * @param response what to do when it fires
 */
public record DesignAnswers(String scope, String alertsOn, String legitimate, String response) {
    /** A rule file that does not answer. */
    public static final DesignAnswers NONE = new DesignAnswers("", "", "", "");

    public DesignAnswers {
        requireNonNull(scope, "scope");
        requireNonNull(alertsOn, "alertsOn");
        requireNonNull(legitimate, "legitimate");
        requireNonNull(response, "response");
    }
}
