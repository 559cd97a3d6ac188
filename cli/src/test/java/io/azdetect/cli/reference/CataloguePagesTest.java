package io.azdetect.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.catalog.DetectionCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The pages of the catalogue say what the detections and the measurements say. */
final class CataloguePagesTest {
    private static final Path DOCS = Path.of("../docs");

    /** What {@code ./test --docs} asks for. */
    @BeforeAll
    static void rewrite() throws IOException {
        if (!Boolean.getBoolean("azdetect.docs")) {
            return;
        }
        for (Path old : articles()) {
            Files.delete(old);
        }
        Files.createDirectories(DOCS.resolve(CataloguePages.FOLDER));
        for (Map.Entry<String, String> page : pages().entrySet()) {
            Files.writeString(DOCS.resolve(page.getKey()), page.getValue(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> pages() throws IOException {
        return new CataloguePages(DetectionCatalog.builtIn().detections(), MeasuredNoise.in(DOCS.resolve("measured")))
                .all();
    }

    private static List<Path> articles() throws IOException {
        Path folder = DOCS.resolve(CataloguePages.FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> pagesAreUpToDate() throws IOException {
        return pages().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.getKey(),
                        () -> assertThat(DOCS.resolve(page.getKey()))
                                .as("docs/" + page.getKey() + "; './test --docs' writes it anew")
                                .content(StandardCharsets.UTF_8)
                                .isEqualTo(page.getValue())));
    }

    @Test
    void thereIsNoPageOfADetectionThatIsGone() throws IOException {
        assertThat(articles())
                .extracting(path -> CataloguePages.FOLDER + path.getFileName())
                .isSubsetOf(pages().keySet());
    }
}
