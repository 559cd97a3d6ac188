package io.azdetect.telemetry.simulator;

import java.util.List;

/** Who acts in the sample tenant. All addresses are of the blocks reserved for documentation (RFC 5737). */
final class ContosoPeople {

    static final Principal ALICE = office("alice.moreau", 10, 7);
    static final Principal BOB = office("bob.jansen", 11, 6);
    static final Principal CHLOE = office("chloe.dubois", 21, 8);
    static final Principal DAVE = office("dave.okafor", 12, 7);
    static final Principal ERIK = new Principal("erik.lindqvist@contoso.com", "203.0.113.130", "Stockholm", "SE", 7);
    static final Principal FATIMA = office("fatima.haddad", 40, 8);
    static final Principal LENA = new Principal("lena.fischer@contoso.com", "203.0.113.90", "Berlin", "DE", 7);
    static final Principal MARTA = new Principal("marta.kowalska@contoso.com", "203.0.113.77", "Warsaw", "PL", 6);
    static final Principal RAVI = office("ravi.menon", 14, 8);
    static final Principal SAM = new Principal("sam.whitaker@contoso.com", "203.0.113.201", "Seattle", "US", 15);

    static final Principal CI = service("contoso-ci", 30);
    static final Principal ETL = service("contoso-etl", 31);
    static final Principal BACKUP = service("contoso-backup", 32);
    static final Principal COMPLIANCE = service("contoso-compliance", 33);
    static final Principal CRM = service("contoso-crm", 34);

    /** The Run As account of aa-ops: such accounts were named after the Automation account, with a suffix. */
    static final Principal AUTOMATION = service("aa-ops_Xk2pQ7mWv3s=", 40);

    static final Principal ORDERS = service("func-orders", 50);
    static final Principal WEB = service("vm-web-01", 51);
    static final Principal APP = service("vm-app-01", 52);

    static final List<Principal> USERS = List.of(ALICE, BOB, CHLOE, DAVE, ERIK, FATIMA, LENA, MARTA, RAVI, SAM);
    static final List<Principal> MANAGED_IDENTITIES = List.of(ORDERS, WEB, APP);

    private ContosoPeople() {}

    private static Principal office(String name, int host, int startOfWork) {
        return new Principal(name + "@" + Contoso.DOMAIN, "203.0.113." + host, "Amsterdam", "NL", startOfWork);
    }

    private static Principal service(String name, int host) {
        return new Principal(name, "192.0.2." + host, "Amsterdam", "NL", 0);
    }
}
