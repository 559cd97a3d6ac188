package io.azdetect.azure.site;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;
import static java.util.Objects.requireNonNull;

import io.azdetect.azure.export.Export;
import io.azdetect.azure.export.ExportFormat;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.page.Html;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The buttons that deploy exported templates: links to the portal, which fetches the template from the site's address, and
 * for those who have the files the commands that do the same.
 */
final class Deployment {
    /** Where the exported files stand in the site. */
    static final Path FOLDER = Path.of("templates");

    private final Optional<URI> address;
    private final Map<ExportFormat, TreeSet<Path>> files = new EnumMap<>(ExportFormat.class);

    /**
     * @param address where the site will be, for the portal; without it there are no buttons
     */
    Deployment(Optional<URI> address) {
        this.address = requireNonNull(address, "address");
    }

    /** The folder of a format's files. */
    static Path folder(ExportFormat format) {
        return FOLDER.resolve(format.name().toLowerCase(Locale.ROOT));
    }

    /** The name of a detection's files, without ending. */
    static String name(Detection detection) {
        return Export.folder(detection) + "/" + detection.slug();
    }

    /** Says which files there are, below the format's folder. */
    void add(ExportFormat format, List<Path> exported) {
        files.computeIfAbsent(format, f -> new TreeSet<>()).addAll(exported);
    }

    /**
     * The buttons for one detection or for a bundle.
     *
     * @param page the page that they are on
     * @param what it is that they deploy, for those who hear the page
     * @param name of the files, without ending, such as {@code execution/vm-run-command}
     * @param monitorRefusal why Azure Monitor cannot run it
     */
    Html html(String page, String what, String name, Optional<String> monitorRefusal) {
        List<Html> buttons = new ArrayList<>();
        List<Html> clouds = new ArrayList<>();
        List<Html> commands = new ArrayList<>();
        for (Target target : Target.values()) {
            Path template = Path.of(name + ".json");
            if (!has(target.format, template)) {
                continue;
            }
            String file = url(folder(target.format).resolve(template));
            address.ifPresent(a -> {
                buttons.add(el(
                        "a.button",
                        attr("href", portal(Cloud.PUBLIC, a, target.format, template)),
                        attr("rel", "noreferrer"),
                        attr("aria-label", "Deploy to " + target.words + ": " + what),
                        text("Deploy to " + target.words)));
                for (Cloud cloud : Cloud.values()) {
                    if (cloud != Cloud.PUBLIC) {
                        clouds.add(el(
                                "a",
                                attr("href", portal(cloud, a, target.format, template)),
                                attr("rel", "noreferrer"),
                                attr("aria-label", target.words + " in " + cloud.words() + ": " + what),
                                text(target.words + " in " + cloud.words())));
                    }
                }
            });
            commands.add(command(target, file, what));
        }
        return el(
                "div.deploy",
                buttons.isEmpty() ? Html.NOTHING : el("div.buttons", Html.all(buttons)),
                monitorRefusal
                        .map(r -> el("p.note", Character.toUpperCase(r.charAt(0)) + r.substring(1) + "."))
                        .orElse(Html.NOTHING),
                el(
                        "details",
                        el(
                                "summary",
                                clouds.isEmpty() ? "Command line and files" : "Other clouds, command line and files"),
                        clouds.isEmpty() ? Html.NOTHING : el("p.links", SitePage.separated(clouds.stream())),
                        Html.all(commands),
                        filesOf(page, name)));
    }

    private boolean has(ExportFormat format, Path file) {
        return files.containsKey(format) && files.get(format).contains(file);
    }

    private static Html command(Target target, String file, String what) {
        return copyable(
                target.words + ", from the site's folder",
                "az deployment group create --resource-group RG --template-file " + file + " --parameters "
                        + target.parameters,
                target.words + " command for " + what);
    }

    /** A text under its title, with a button that copies it. */
    static Html copyable(String title, String text, String what) {
        return el(
                "div.copyable",
                el("p.copyhead", el("span", title), copyButton(what)),
                el("pre", attr("tabindex", "0"), text(text)));
    }

    /** A button that copies the text of the pre element beside it; the script shows it. */
    static Html copyButton(String what) {
        return el(
                "button.copy",
                attr("type", "button"),
                attr("hidden", ""),
                attr("aria-label", "Copy " + what),
                text("Copy"));
    }

    /** The files that one can have, whatever their format. */
    private Html filesOf(String page, String name) {
        List<Html> links = new ArrayList<>();
        files.forEach((format, paths) -> paths.stream()
                .filter(p -> withoutEnding(url(p)).equals(name))
                .forEach(p -> links.add(el(
                        "a",
                        attr("href", SitePage.up(page) + url(folder(format).resolve(p))),
                        attr("download", ""),
                        text(words(format) + " (" + ending(p) + ")")))));
        return el("p.links", text("Files: "), SitePage.separated(links.stream()));
    }

    private static String words(ExportFormat format) {
        return switch (format) {
            case ARM -> "Azure Monitor template";
            case SENTINEL -> "Sentinel template";
            case NRT -> "Sentinel near-real-time template";
            case BICEP -> "Bicep module";
            case TERRAFORM -> "Terraform module";
            case YAML -> "Sentinel rule file";
            case KQL -> "query";
        };
    }

    private static String withoutEnding(String path) {
        return path.replaceFirst("\\.[a-z]+$", "");
    }

    private static String ending(Path path) {
        return path.toString().replaceFirst(".*\\.", "");
    }

    private static String url(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** The portal's page that deploys a template of the site. */
    private static String portal(Cloud cloud, URI address, ExportFormat format, Path template) {
        Path file = folder(format).resolve(template);
        return cloud.portal() + "/#create/Microsoft.Template/uri/" + encoded(address, file) + "/createUIDefinitionUri/"
                + encoded(address, Export.form(file));
    }

    private static String encoded(URI address, Path file) {
        String base = address.toString();
        return URLEncoder.encode((base.endsWith("/") ? base : base + "/") + url(file), StandardCharsets.UTF_8);
    }

    /** What rules are deployed to, the nearer one first. */
    private enum Target {
        SENTINEL(ExportFormat.SENTINEL, "Microsoft Sentinel", "workspace=NAME"),
        MONITOR(
                ExportFormat.ARM,
                "Azure Monitor",
                "workspace=$(az monitor log-analytics workspace show --resource-group RG --workspace-name NAME --query id"
                        + " --output tsv)");

        private final ExportFormat format;
        private final String words;
        private final String parameters;

        Target(ExportFormat format, String words, String parameters) {
            this.format = format;
            this.words = words;
            this.parameters = parameters;
        }
    }
}
