package io.azdetect.telemetry.simulator.tenant;

import java.util.List;

/** What people and things are called. */
final class Names {

    static final String DOMAIN = "contoso.com";

    static final List<String> FIRST = List.of(
            "anna", "bram", "carla", "daan", "elena", "finn", "greta", "hugo", "iris", "jonas", "katja", "lars", "mila",
            "niels", "olga", "pieter", "quinn", "rosa", "stefan", "tess", "ursula", "victor", "wanda", "xavier", "yara",
            "zoran", "amir", "bella", "cem", "divya", "esra", "farid", "gita", "harsh", "ines", "jaya", "kofi", "leila",
            "manu", "nadia");

    static final List<String> LAST = List.of(
            "aalbers",
            "berg",
            "claes",
            "dekker",
            "evers",
            "faber",
            "groot",
            "hendriks",
            "ivens",
            "jacobs",
            "kok",
            "laurent",
            "meijer",
            "novak",
            "olsen",
            "peeters",
            "quist",
            "rossi",
            "santos",
            "tanaka",
            "unger",
            "visser",
            "weber",
            "yilmaz",
            "zeller",
            "anand",
            "brown",
            "costa",
            "diaz",
            "ellis",
            "fox",
            "garcia",
            "hughes",
            "iyer",
            "jones",
            "kaur",
            "lopez",
            "moore",
            "nair",
            "owen");

    /** What the applications are about. */
    static final List<String> SERVICES = List.of(
            "billing",
            "basket",
            "catalogue",
            "shipping",
            "search",
            "pricing",
            "payments",
            "reviews",
            "loyalty",
            "returns",
            "stock",
            "invoices",
            "mailer",
            "reports",
            "vouchers",
            "suppliers",
            "planning",
            "claims",
            "portal",
            "archive");

    private Names() {}

    /** The n-th person; no two have one name. */
    static String person(int n) {
        int all = FIRST.size() * LAST.size();
        // Steps of a prime visit every pair once before any comes again.
        int pair = (int) ((n * 677L) % all);
        String number = n < all ? "" : Integer.toString(n / all + 1);
        return FIRST.get(pair % FIRST.size()) + "." + LAST.get(pair / FIRST.size()) + number + "@" + DOMAIN;
    }

    /** The n-th service, numbered from the second round on. */
    static String service(int n) {
        int round = n / SERVICES.size();
        return SERVICES.get(n % SERVICES.size()) + (round == 0 ? "" : Integer.toString(round + 1));
    }
}
