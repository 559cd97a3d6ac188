package io.azdetect.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static Screen screen(Map<String, String> environment, String... properties) {
        Properties all = new Properties();
        for (int i = 0; i < properties.length; i += 2) {
            all.setProperty(properties[i], properties[i + 1]);
        }
        return Terminal.screen("azdetect.stdout", environment, all);
    }

    private static String progress(Screen screen) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long[] time = {0};
        try (ProgressLine line = new ProgressLine(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), screen, "Ingesting", () -> time[0])) {
            line.at(1, 4, "10 records");
            time[0] = 1_000;
            line.at(2, 4, "too soon");
            time[0] = 1_000_000_000;
            line.at(4, 4, "40 \u001b[31mrecords");
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoTerminalGetsNoColourAndNoWidth() {
        assertThat(screen(Map.of("TERM", "xterm"))).isEqualTo(Screen.FILE);
    }

    @Test
    void aTerminalHasColourAndItsOwnWidth() {
        assertThat(screen(Map.of("TERM", "xterm"), "azdetect.stdout", "terminal", "azdetect.columns", "132"))
                .isEqualTo(new Screen(true, true, 132));
    }

    @Test
    void noColorIsRespected() {
        assertThat(screen(Map.of("TERM", "xterm", "NO_COLOR", "1"), "azdetect.stdout", "terminal")
                        .colour())
                .isFalse();
        assertThat(screen(Map.of("TERM", "xterm", "NO_COLOR", ""), "azdetect.stdout", "terminal")
                        .colour())
                .isTrue();
    }

    @Test
    void aDumbTerminalHasNoColour() {
        assertThat(screen(Map.of("TERM", "dumb"), "azdetect.stdout", "terminal").colour())
                .isFalse();
    }

    @Test
    void aWidthThatNobodyKnowsIsTheUsualOne() {
        assertThat(screen(Map.of("TERM", "xterm"), "azdetect.stdout", "terminal", "azdetect.columns", "")
                        .columns())
                .isEqualTo(80);
    }

    @Test
    void progressIsDrawnInPlaceAndWipedAtTheEnd() {
        String drawn = progress(new Screen(true, false, 60));

        assertThat(drawn)
                .contains(" 25 %  10 records")
                .contains("100 %")
                .doesNotContain("too soon")
                .doesNotContain("\n");
        assertThat(drawn).contains("40 ␛[31mrecords").endsWith("\r\u001b[2K");
    }

    @Test
    void progressIsNotForFiles() {
        assertThat(progress(Screen.FILE)).isEmpty();
    }
}
