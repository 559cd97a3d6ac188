package io.azdetect.cli;

import io.azdetect.azure.site.Site;
import io.azdetect.catalog.Detection;
import io.azdetect.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code azdetect site}. */
@Command(
        name = "site",
        description = "Write the matrix with the detections as a static site, with their templates and deploy buttons.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  azdetect site --out site",
            "  azdetect site --out site --base-url https://contoso.github.io/detections/",
            "",
            "The pages work from disk and load nothing from elsewhere. Deploy buttons need --base-url: Azure's portal fetches"
                    + " the templates from there, so the address must be public and allow requests from other origins."
        })
final class SiteCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DetectionChoice choice;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Write into this folder; files of the same names are replaced.")
    private Path folder;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "Where the site will be, such as https://contoso.github.io/detections/.")
    private String baseUrl;

    SiteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<URI> address = Optional.ofNullable(baseUrl).map(SiteCommand::address);
        List<Detection> detections = choice.detections();
        int pages;
        try {
            pages = new Site(detections, address, Version.number()).write(folder);
        } catch (IOException e) {
            throw new FailureException("cannot write into " + folder + ": " + e, e);
        }
        terminal.err()
                .println("Wrote " + pages + " pages about " + detections.size() + " detections into " + folder
                        + "; open " + folder.resolve("index.html") + ".");
        return ExitCode.OK;
    }

    /** The portal takes templates by HTTPS only. */
    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if ("https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getQuery() == null
                    && address.getFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new UsageException("--base-url '" + text + "' is no address: " + e.getReason());
        }
        throw new UsageException("--base-url '" + text
                + "' cannot be used: the portal takes templates from addresses such as https://HOST/PATH/");
    }
}
