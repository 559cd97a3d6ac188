package io.azdetect.cli;

import picocli.CommandLine.IVersionProvider;

/** Which azdetect this is. */
final class Version implements IVersionProvider {
    /** The version in the jar; class folders have none. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "azdetect " + number() + " (Java " + Runtime.version().feature() + ")"
        };
    }
}
