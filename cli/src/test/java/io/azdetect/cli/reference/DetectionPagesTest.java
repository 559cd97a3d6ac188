package io.azdetect.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/detections} says what the declarations say. */
final class DetectionPagesTest {
    private static final Path FOLDER = Path.of("../docs/detections");

    /** What {@code ./test --docs} asks for. */
    @BeforeAll
    static void rewrite() throws IOException {
        if (!Boolean.getBoolean("azdetect.docs")) {
            return;
        }
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, String> page : DetectionPages.all().entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue(), StandardCharsets.UTF_8);
        }
    }

    @TestFactory
    Stream<DynamicTest> pagesAreUpToDate() {
        return DetectionPages.all().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.getKey(),
                        () -> assertThat(FOLDER.resolve(page.getKey()))
                                .as("docs/detections/" + page.getKey() + "; './test --docs' writes it anew")
                                .content(StandardCharsets.UTF_8)
                                .isEqualTo(page.getValue())));
    }
}
