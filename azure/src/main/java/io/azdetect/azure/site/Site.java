package io.azdetect.azure.site;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.export.Export;
import io.azdetect.azure.export.ExportFormat;
import io.azdetect.catalog.CatalogCoverage;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.Technique;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Azure Threat Research Matrix with the detections for it as a static site: it works from disk and on any static host.
 */
public final class Site {
    private static final List<ExportFormat> FORMATS =
            List.of(ExportFormat.SENTINEL, ExportFormat.ARM, ExportFormat.YAML, ExportFormat.KQL);

    private final List<Detection> detections;
    private final Optional<URI> address;
    private final String version;

    /**
     * @param address where the site will be, which the portal has to reach; without it pages have no deploy buttons
     * @param version of the command, for the foot of the pages
     */
    public Site(List<Detection> detections, Optional<URI> address, String version) {
        this.detections = List.copyOf(detections);
        this.address = requireNonNull(address, "address");
        this.version = requireNonNull(version, "version");
    }

    /**
     * Writes pages and templates; files of the same names are replaced.
     *
     * @return how many pages
     * @throws IOException when a file cannot be written
     */
    public int write(Path folder) throws IOException {
        Deployment deployment = new Deployment(address);
        Map<Detection, String> refused = Map.of();
        for (ExportFormat format : FORMATS) {
            Export.Report report = new Export(format).write(detections, folder.resolve(Deployment.folder(format)));
            deployment.add(format, report.files());
            if (format == ExportFormat.ARM) {
                refused = report.notes();
            }
        }
        List<SitePage> pages = pages(new Matrix(CatalogCoverage.of(detections)), deployment, refused);
        for (SitePage page : pages) {
            Path file = folder.resolve(page.path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.html(version));
        }
        return pages.size();
    }

    private List<SitePage> pages(Matrix matrix, Deployment deployment, Map<Detection, String> refused) {
        DetectionArticle article = new DetectionArticle(deployment, refused);
        List<SitePage> pages = new ArrayList<>();
        pages.add(new MatrixPage(matrix, deployment).page());
        pages.add(new CoveragePage(matrix).page());
        for (Matrix.Column column : matrix.columns()) {
            pages.add(new TacticPage(matrix, column, deployment).page());
            for (Technique technique : column.techniques()) {
                pages.add(new TechniquePage(matrix, technique, article).page());
            }
            if (!column.beyond().isEmpty()) {
                pages.add(TechniquePage.beyond(column, article));
            }
        }
        return pages;
    }
}
