package io.azdetect.catalog;

/** How the rows of one evaluation become alerts: Sentinel's event grouping. */
public enum Grouping {
    /** One alert; here one for each pair of account and address, so that two actors never share one. */
    SINGLE_ALERT,
    /** One alert for each row. */
    ALERT_PER_RESULT
}
