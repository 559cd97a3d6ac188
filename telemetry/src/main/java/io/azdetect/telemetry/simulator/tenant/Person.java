package io.azdetect.telemetry.simulator.tenant;

import io.azdetect.telemetry.simulator.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Someone who works for the tenant.
 *
 * @param name the user principal name
 * @param office where the desk is
 * @param home the address at home; for some of IPv6
 * @param joined the first day, for those who came during the simulated time
 * @param left the day on which the account was disabled, for those who went
 */
record Person(String name, Department department, Office office, String home, Instant joined, Instant left)
        implements Caller {

    /** Share of working days at a desk, in per cent. */
    private static final int AT_THE_OFFICE = 55;

    Person {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(office, "office");
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(joined, "joined");
        Objects.requireNonNull(left, "left");
    }

    String id() {
        return Ids.principal(name);
    }

    String device() {
        return "LAPTOP-" + Ids.hex(7, "device", name).toUpperCase(java.util.Locale.ROOT);
    }

    boolean isThere(Instant at) {
        return !at.isBefore(joined) && at.isBefore(left);
    }

    /** One of those who repair something at night, about one in four of the office's own. */
    boolean worksNights() {
        return department == Department.HELPDESK && Ids.number(3, "nights", name) == 0;
    }

    /** How busy they are in an hour: 1 at work, little of it in the evening and at weekends. */
    double busy(SimulatedHour hour) {
        if (!isThere(hour.start())) {
            return 0;
        }
        return hour.office(worksNights() ? office.startOfWork() + 12 : office.startOfWork());
    }

    /** Where they call from in that hour. */
    @Override
    public String ip(SimulatedHour hour) {
        if (hour.office(office.startOfWork()) < 0.5) {
            return Ids.number(3, "away", name, hour.start().toString()) == 0 ? mobile(hour) : home;
        }
        return atOffice(hour) ? office.address() : home;
    }

    boolean atOffice(SimulatedHour hour) {
        return Ids.number(100, "desk", name, hour.day().toString()) < AT_THE_OFFICE;
    }

    /** Carriers give a phone another address every few hours. */
    String mobile(SimulatedHour hour) {
        long slot = hour.start().getEpochSecond() / Duration.ofHours(6).toSeconds();
        return "198.18." + (200 + Ids.number(40, "carrier", name)) + "."
                + (1 + Ids.number(250, "phone", name, Long.toString(slot)));
    }

    /** An office: its egress address, and when work begins there, in hours of UTC. */
    enum Office {
        AMSTERDAM("203.0.113.10", "Amsterdam", "NL", 7),
        LONDON("203.0.113.66", "London", "GB", 8),
        SEATTLE("203.0.113.130", "Seattle", "US", 16),
        BANGALORE("203.0.113.194", "Bengaluru", "IN", 3);

        private final String address;
        private final String city;
        private final String country;
        private final int startOfWork;

        Office(String address, String city, String country, int startOfWork) {
            this.address = address;
            this.city = city;
            this.country = country;
            this.startOfWork = startOfWork;
        }

        String address() {
            return address;
        }

        String city() {
            return city;
        }

        String country() {
            return country;
        }

        int startOfWork() {
            return startOfWork;
        }

        /** Most people are where the company began. */
        static Office of(long number) {
            return List.of(AMSTERDAM, AMSTERDAM, AMSTERDAM, AMSTERDAM, LONDON, LONDON, SEATTLE, BANGALORE)
                    .get((int) (number % 8));
        }
    }
}
