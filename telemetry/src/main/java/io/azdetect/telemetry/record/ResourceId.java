package io.azdetect.telemetry.record;

import java.util.Locale;

/**
 * The parts of an Azure resource ID as a record spells them; each one may be empty.
 *
 * @param id the whole ID
 * @param subscription the subscription's ID
 * @param group the resource group's name
 * @param provider the resource provider, such as {@code Microsoft.KeyVault}
 * @param type the resource type below the provider, such as {@code vaults} or {@code servers/databases}
 * @param name the last name, that of the resource itself
 */
public record ResourceId(String id, String subscription, String group, String provider, String type, String name) {
    public static final ResourceId NONE = new ResourceId("", "", "", "", "", "");

    /** Reads a resource ID; text that is none gives empty parts. */
    public static ResourceId of(String id) {
        if (id.isEmpty()) {
            return NONE;
        }
        String[] parts = id.split("/", -1);
        String subscription = "";
        String group = "";
        String provider = "";
        StringBuilder type = new StringBuilder();
        String name = "";
        int i = id.startsWith("/") ? 1 : 0;
        while (i + 1 < parts.length) {
            switch (parts[i].toLowerCase(Locale.ROOT)) {
                case "subscriptions" -> subscription = parts[i + 1];
                case "resourcegroups" -> group = parts[i + 1];
                case "providers" -> {
                    // A later provider belongs to an extension of the resource: the last one names the resource.
                    provider = parts[i + 1];
                    type.setLength(0);
                    name = provider;
                }
                default -> {
                    if (!provider.isEmpty()) {
                        if (type.length() > 0) {
                            type.append('/');
                        }
                        type.append(parts[i]);
                        name = parts[i + 1];
                    }
                }
            }
            i += 2;
        }
        return new ResourceId(id, subscription, group, provider, type.toString(), name);
    }

    /** The resource type with its provider in lower case, such as {@code microsoft.keyvault/vaults}. */
    public String fullType() {
        return (type.isEmpty() ? provider : provider + "/" + type).toLowerCase(Locale.ROOT);
    }
}
