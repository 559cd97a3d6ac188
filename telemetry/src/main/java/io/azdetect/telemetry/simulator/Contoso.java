package io.azdetect.telemetry.simulator;

/** The made-up tenant that events belong to unless they say otherwise. */
public final class Contoso {

    static final String TENANT = "7c1f3a52-0b6e-4d5e-9f1c-2a8d4c9b6e10";
    public static final String SUBSCRIPTION = "3e5b8d14-6a2f-4c7b-8e90-51d2a7f4c3b6";
    static final String WORKSPACE = "b2d94e70-1c3a-4f58-a6e7-9d0c5b8f2a41";
    static final String RESOURCE_GROUP = "rg-prod";
    static final String DOMAIN = "contoso.com";

    /** Microsoft's own application ids, the same in every tenant. */
    public static final String AZURE_PORTAL = "c44b4083-3bb0-49c1-b47d-974e53cbdf3c";

    public static final String AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    public static final String AZURE_POWERSHELL = "1950a258-227b-4e31-a9cf-717495945fc2";
    static final String SERVICE_MANAGEMENT_API = "797f4846-ba00-4fd7-ba43-dac1f8f63013";
    static final String GRAPH = "00000003-0000-0000-c000-000000000000";
    static final String KEY_VAULT = "cfa8b339-82a2-471a-a3c9-0fc0be7a4093";

    private Contoso() {}

    static String resourceId(String subscription, String resourceGroup, String provider, String... typesAndNames) {
        return "/subscriptions/" + subscription + "/resourceGroups/" + resourceGroup + "/providers/" + provider + "/"
                + String.join("/", typesAndNames);
    }

    /** "Alice Moreau" for alice.moreau@contoso.com; a name without an @ stays as it is. */
    static String displayName(String principal) {
        int at = principal.indexOf('@');
        if (at < 0) {
            return principal;
        }
        StringBuilder name = new StringBuilder();
        for (String part : principal.substring(0, at).split("[._-]", -1)) {
            if (!part.isEmpty()) {
                name.append(name.isEmpty() ? "" : " ")
                        .append(Character.toUpperCase(part.charAt(0)))
                        .append(part.substring(1));
            }
        }
        return name.toString();
    }
}
