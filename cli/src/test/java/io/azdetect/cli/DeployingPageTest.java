package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.azure.deploy.ActionFile;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.ParameterFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/deploying.md} shows is what the command takes. */
class DeployingPageTest {
    private static final Path PAGE = Path.of("../docs/deploying.md");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}\\./azdetect ((?:deploy|actions|doctor)[^\\n]*)");

    @TempDir
    private Path folder;

    @Test
    void everyParameterFileOfThePageCanBeRead() throws Exception {
        DetectionCatalog catalog = DetectionCatalog.read(Path.of("../detections/execution/vm-run-command.yaml"));
        Matcher block = YAML.matcher(Files.readString(PAGE));
        int files = 0;
        while (block.find()) {
            // The page shortens ids.
            String text = block.group(1).replace("/subscriptions/…/", "/subscriptions/s/resourceGroups/g/providers/p/");
            Path file = Files.writeString(folder.resolve("parameters.yaml"), text);
            ActionFile actions = ActionFile.read(file, name -> "https://hooks.example.com", catalog.detections());
            assertThat(actions.bindsAny()).isTrue();
            ParameterFile.read(file, catalog);
            files++;
        }
        assertThat(files).isGreaterThanOrEqualTo(2);
    }

    @Test
    void everyCommandOfThePageIsACommandWithTheOptionsThatItHas() throws Exception {
        Matcher command = COMMAND.matcher(Files.readString(PAGE));
        int commands = 0;
        while (command.find()) {
            String[] words = (command.group(1) + " --help").split("\\s+", -1);
            assertThat(Commands.run(words).code()).as(command.group(1)).isZero();
            commands++;
        }
        assertThat(commands).isGreaterThanOrEqualTo(4);
    }
}
