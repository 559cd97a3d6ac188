package io.azdetect.cli.format;

/** Azure resource identifiers for narrow places. */
public final class ResourceName {
    private ResourceName() {}

    /** The type and name that an identifier ends in, such as {@code vaults/kv-prod}; any other text as it is. */
    public static String shorten(String target) {
        String[] parts = target.split("/", -1);
        boolean identifier = target.startsWith("/") && parts.length > 3;
        return identifier ? parts[parts.length - 2] + "/" + parts[parts.length - 1] : target;
    }
}
