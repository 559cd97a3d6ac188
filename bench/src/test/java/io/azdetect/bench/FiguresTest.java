package io.azdetect.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void areAlignedAndAreMarkdown() {
        Figures figures = new Figures("query", "ms");
        figures.row("has", "1,204");
        figures.row("contains", "7");

        assertThat(figures).hasToString("""
                | query    |    ms |
                | -------- | -----:|
                | has      | 1,204 |
                | contains |     7 |""");
    }
}
