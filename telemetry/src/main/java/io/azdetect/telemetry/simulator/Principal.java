package io.azdetect.telemetry.simulator;

import java.util.Objects;

/**
 * Someone, or something, that acts in the sample tenant.
 *
 * @param name a user principal name, or the name of a service principal
 * @param ip the address that it usually acts from
 * @param city where that is
 * @param country two letters
 * @param startOfWork the hour (UTC) at which its working day begins; 24-hour workers have none and use 0
 */
record Principal(String name, String ip, String city, String country, int startOfWork) {

    Principal {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(ip, "ip");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(country, "country");
    }
}
