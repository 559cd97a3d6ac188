package io.azdetect.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/from-azdetectsuite.md names a detection for each of the original's 52 templates, and all that it names are here. */
class OriginalSuitePageTest {
    private static final Path PAGE = Path.of("../docs/from-azdetectsuite.md");

    @Test
    void eachOfTheOriginalsTemplatesHasDetectionsThatAreHere() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| [A-Za-z]+/AZT.*"))
                .toList();

        assertThat(rows).hasSize(52);
        for (String row : rows) {
            List<Path> files = Pattern.compile("\\]\\(([^)]+)\\)")
                    .matcher(row)
                    .results()
                    .map(link -> PAGE.resolveSibling(link.group(1)).normalize())
                    .toList();
            assertThat(files).as(row).isNotEmpty().allMatch(Files::isRegularFile);
        }
    }
}
