package io.azdetect.telemetry.simulator.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.telemetry.simulator.Contoso;
import io.azdetect.telemetry.simulator.Ids;
import io.azdetect.telemetry.simulator.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * People sign in, mistype, are asked for a second factor, travel; their clients sign in for them all day; and strangers try
 * their luck from the internet.
 */
final class PeopleSignIn implements Habit {

    /** How often in an hour at work. */
    private static final double PROMPTS = 0.35;

    private static final double SILENT = 5.5;

    /** A phone asks for mail at night as well. */
    private static final double PHONE = 0.5;

    /** Attempts of strangers in an hour, on a tenant of 200 identities. */
    private static final double STRANGERS = 0.6;

    private record App(String name, String id, String resource, String client) {}

    private static final String BROWSER = "Browser";
    private static final String CLIENT = "Mobile Apps and Desktop clients";
    private static final String GRAPH = "Microsoft Graph";
    private static final String EXCHANGE = "Office 365 Exchange Online";
    private static final String ARM = "Windows Azure Service Management API";

    /** Microsoft's own applications have the same id in every tenant. */
    private static final List<App> OFFICE_APPS = List.of(
            new App("OfficeHome", "4765445b-32c6-49b0-83e6-1d93765276ca", GRAPH, BROWSER),
            new App("Microsoft Office", "d3590ed6-52b3-4102-aeff-aad2292ab01c", EXCHANGE, CLIENT),
            new App("Microsoft Teams", "1fec8e78-bce4-4aaf-ab1b-5451cc387264", "Microsoft Teams Services", CLIENT),
            new App("One Outlook Web", "9199bf20-a13f-4107-85dc-02114787ef48", EXCHANGE, BROWSER));

    private static final App PHONE_MAIL =
            new App("Outlook Mobile", "27922004-5251-4030-b22d-91ecd9a37ea4", EXCHANGE, CLIENT);

    private static final List<App> CLOUD_APPS = List.of(
            new App("Azure Portal", Contoso.AZURE_PORTAL, ARM, BROWSER),
            new App("Azure Portal", Contoso.AZURE_PORTAL, GRAPH, BROWSER),
            new App("Microsoft Azure CLI", Contoso.AZURE_CLI, ARM, CLIENT),
            new App("Visual Studio Code", "aebc6443-996d-45c2-90f0-388ff96faa56", ARM, CLIENT));

    private static final App POWERSHELL = new App("Microsoft Azure PowerShell", Contoso.AZURE_POWERSHELL, ARM, CLIENT);

    /** Where people go on business and on holiday. */
    private static final List<String> ABROAD = List.of("ES Madrid", "IT Milan", "FR Paris", "PT Lisbon", "GR Athens");

    private static final List<String> FAR = List.of("BR Recife", "VN Hanoi", "RU Kazan", "CN Wuhan", "ID Jakarta");

    private final Tenant tenant;

    PeopleSignIn(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public void pass(SimulatedHour hour) {
        for (Person person : tenant.people()) {
            double busy = person.busy(hour);
            for (int i = hour.times(busy * PROMPTS); i > 0; i--) {
                prompt(hour, person, hour.moment());
            }
            for (int i = hour.times(busy * SILENT); i > 0; i--) {
                silent(hour, person, app(hour, person), place(hour, person), hour.moment());
            }
            if (person.isThere(hour.start())) {
                for (int i = hour.times(PHONE); i > 0; i--) {
                    silent(hour, person, PHONE_MAIL, phone(hour, person), hour.moment());
                }
            } else if (person.left().isBefore(hour.start())
                    && person.left().plus(Duration.ofDays(10)).isAfter(hour.start())) {
                phoneOfLeaver(hour, person);
            }
        }
        for (int i = hour.times(STRANGERS * tenant.scale()); i > 0; i--) {
            stranger(hour);
        }
    }

    private record Place(String ip, String country, String city) {}

    /** Some are away for a week: then everything they do comes from there. */
    private static Place place(SimulatedHour hour, Person person) {
        long week = hour.day().toEpochDay() / 7;
        if (Ids.number(60, "travels", person.name(), Long.toString(week)) == 0) {
            String[] where = ABROAD.get((int) Ids.number(ABROAD.size(), "to", person.name(), Long.toString(week)))
                    .split(" ", 2);
            return new Place(
                    "198.19.200." + (1 + Ids.number(250, "hotel", person.name(), Long.toString(week))),
                    where[0],
                    where[1]);
        }
        return new Place(
                person.ip(hour), person.office().country(), person.office().city());
    }

    private static Place phone(SimulatedHour hour, Person person) {
        Place place = place(hour, person);
        return new Place(person.mobile(hour), place.country(), place.city());
    }

    private static App app(SimulatedHour hour, Person person) {
        boolean cloud = person.department() != Department.OFFICE && hour.happens(0.45);
        if (cloud && person.department() == Department.PLATFORM && hour.happens(0.2)) {
            return POWERSHELL;
        }
        return hour.oneOf(cloud ? CLOUD_APPS : OFFICE_APPS);
    }

    private void prompt(SimulatedHour hour, Person person, Instant at) {
        App app = app(hour, person);
        Place place = place(hour, person);
        Instant then = at;
        while (hour.happens(0.06)) {
            signIn(
                    hour,
                    "signin",
                    person,
                    app,
                    place,
                    50126,
                    "Error validating credentials due to invalid username or" + " password.",
                    then);
            then = hour.after(then, 40);
        }
        if (hour.happens(0.12)) {
            // The page asks whether to stay signed in; that is written as an interrupted sign-in.
            signIn(
                    hour,
                    "signin",
                    person,
                    app,
                    place,
                    50140,
                    "This error occurred due to 'Keep me signed in' interrupt" + " when the user was signing-in.",
                    then);
            then = hour.after(then, 20);
        }
        if (hour.happens(0.25)) {
            then = secondFactor(hour, person, app, place, then);
        }
        if (hour.happens(0.004)) {
            signIn(
                    hour,
                    "signin",
                    person,
                    app,
                    place,
                    53003,
                    "Access has been blocked by Conditional Access policies.",
                    then);
            return;
        }
        if (app.client().equals(CLIENT) && hour.happens(0.01)) {
            // On a server without a browser.
            ObjectNode fields = fields(person, app, place).put("properties.authenticationProtocol", "deviceCode");
            hour.add("signin", fields, then);
            return;
        }
        signIn(hour, "signin", person, app, place, 0, "", then);
    }

    /** Asked for, and now and then refused or forgotten before it is given. */
    private static Instant secondFactor(SimulatedHour hour, Person person, App app, Place place, Instant at) {
        signIn(hour, "signin", person, app, place, 50074, "Strong Authentication is required.", at);
        Instant then = hour.after(at, 30);
        if (hour.happens(0.03)) {
            signIn(
                    hour,
                    "signin",
                    person,
                    app,
                    place,
                    500121,
                    "Authentication failed during strong authentication" + " request.",
                    then);
            then = hour.after(then, 60);
        }
        return then;
    }

    private static void silent(SimulatedHour hour, Person person, App app, Place place, Instant at) {
        double lot = hour.below(1_000) / 1_000.0;
        if (lot < 0.02) {
            signIn(
                    hour,
                    "noninteractive-signin",
                    person,
                    app,
                    place,
                    50058,
                    "A silent sign-in request was sent but no" + " user is signed in.",
                    at);
        } else if (lot < 0.03) {
            signIn(
                    hour,
                    "noninteractive-signin",
                    person,
                    app,
                    place,
                    70043,
                    "The refresh token has expired or is invalid"
                            + " due to sign-in frequency checks by Conditional Access.",
                    at);
        } else {
            signIn(hour, "noninteractive-signin", person, app, place, 0, "", at);
        }
    }

    /** Goes on asking for mail with an account that is disabled. */
    private static void phoneOfLeaver(SimulatedHour hour, Person person) {
        for (int i = hour.times(PHONE / 2); i > 0; i--) {
            signIn(
                    hour,
                    "noninteractive-signin",
                    person,
                    PHONE_MAIL,
                    phone(hour, person),
                    50057,
                    "The user account is" + " disabled.",
                    hour.moment());
        }
    }

    /** Every tenant is tried with leaked passwords, from everywhere, a few attempts a day. */
    private void stranger(SimulatedHour hour) {
        Person person = hour.oneOf(tenant.people());
        String[] where = hour.oneOf(FAR).split(" ", 2);
        Place place = new Place("198.19." + (128 + hour.below(64)) + "." + (1 + hour.below(250)), where[0], where[1]);
        App app = hour.oneOf(OFFICE_APPS);
        ObjectNode fields = fields(person, app, place)
                .put("errorCode", 50126)
                .put("failureReason", "Error validating credentials due to invalid username or password.");
        if (hour.happens(0.3)) {
            fields.put("clientApp", hour.oneOf("Authenticated SMTP", "IMAP4", "Exchange ActiveSync"));
        }
        hour.add("signin", fields, hour.moment());
    }

    private static void signIn(
            SimulatedHour hour,
            String kind,
            Person person,
            App app,
            Place place,
            int error,
            String reason,
            Instant at) {
        ObjectNode fields = fields(person, app, place);
        if (error != 0) {
            fields.put("errorCode", error).put("failureReason", reason);
        }
        hour.add(kind, fields, at);
    }

    private static ObjectNode fields(Person person, App app, Place place) {
        return Json.object(
                "user",
                person.name(),
                "app",
                app.name(),
                "appId",
                app.id(),
                "clientApp",
                app.client(),
                "resource",
                app.resource(),
                "ip",
                place.ip(),
                "country",
                place.country(),
                "city",
                place.city(),
                "properties.deviceDetail.deviceId",
                Ids.guid("device", person.name()));
    }
}
