package io.azdetect.telemetry.simulator.tenant;

import java.util.Locale;

/** What somebody works at. The share is of all people; each department has at least so many. */
enum Department {
    /** Runs the subscriptions: administrators by way of PIM, on call in turns. */
    PLATFORM(0.04, 3),
    /** Runs the directory. */
    DIRECTORY(0.02, 2),
    /** Resets passwords, enrols devices; some of them at night. */
    HELPDESK(0.04, 2),
    SECURITY(0.02, 1),
    /** Builds and runs applications in Azure. */
    ENGINEERING(0.25, 3),
    DATA(0.06, 1),
    /** Everybody else: Teams, Outlook, SharePoint. */
    OFFICE(0.57, 2);

    private final double share;
    private final int fewest;

    Department(double share, int fewest) {
        this.share = share;
        this.fewest = fewest;
    }

    int count(int people) {
        return Math.max(fewest, (int) Math.round(people * share));
    }

    static Department of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
