package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of {@code docs/writing-detections.md} runs as it stands there, in its order. */
class WritingDetectionsTest {
    private static final Path PAGE = Path.of("../docs/writing-detections.md");
    private static final Pattern BLOCK = Pattern.compile("```console(?: exit=(\\d))?\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path folder;

    @Test
    void everyCommandExitsAsThePageSays() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        int commands = 0;
        while (block.find()) {
            int code = block.group(1) == null ? ExitCode.OK : Integer.parseInt(block.group(1));
            for (String line : block.group(2).lines().toList()) {
                assertThat(line).startsWith("$ ./azdetect ");
                Outcome outcome = Commands.run(words(line.substring("$ ./azdetect ".length())));
                assertThat(outcome.code())
                        .as(line + "\n" + outcome.out() + outcome.err())
                        .isEqualTo(code);
                commands++;
            }
        }
        assertThat(commands).isGreaterThan(10);
    }

    /** The words of a command line, with paths as they are from here and what is written in a folder of this test's. */
    private String[] words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String text = word.group(1) == null ? word.group(2) : word.group(1);
            words.add(
                    text.replaceFirst("^\\.azdetect/", folder + "/").replaceFirst("^(samples|detections)/", "../$1/"));
        }
        return words.toArray(String[]::new);
    }
}
