package io.azdetect.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.azdetect.azure.site.Site;
import io.azdetect.catalog.DetectionCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names, headings, landmarks, contrast and reflow of the site's pages, light and dark. */
@ExtendWith(Browsers.class)
class AccessibilityTest {
    private static final List<String> PAGES = List.of(
            "index.html",
            "coverage.html",
            "tactics/execution.html",
            "techniques/AZT301.html",
            "techniques/AZT301.1.html",
            "techniques/beyond-impact.html",
            "techniques/AZT101.html");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        new Site(
                        DetectionCatalog.builtIn().detections(),
                        Optional.of(URI.create("https://contoso.github.io/detections/")),
                        "1.2.3")
                .write(folder);
    }

    private static String script() throws IOException {
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("accessibility.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<?> faults(Page page) throws IOException {
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        return (List<?>) page.evaluate(script());
    }

    private static BrowserContext context(Browser browser, int width, ColorScheme scheme) {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void nothingBarsAReader(ColorScheme scheme, Browser browser) throws IOException {
        List<String> found = new ArrayList<>();
        try (BrowserContext context = context(browser, 1280, scheme)) {
            Page page = context.newPage();
            for (String path : PAGES) {
                page.navigate(folder.resolve(path).toUri().toString());
                faults(page).forEach(f -> found.add(path + ": " + f));
            }
        }
        assertThat(found).isEmpty();
    }

    /** WCAG 1.4.10: 320 pixels wide, as at 400 percent, nothing has to be scrolled sideways but tables. */
    @Test
    void aNarrowScreenShowsEverything(Browser browser) {
        try (BrowserContext context = context(browser, 320, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            for (String path : PAGES) {
                page.navigate(folder.resolve(path).toUri().toString());
                assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as(path)
                        .isEqualTo(0);
            }
        }
    }

    @Test
    void withoutItsScriptAPageStillReads(Browser browser) {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate(folder.resolve("index.html").toUri().toString());

            assertThat(page.locator(".search").isVisible()).isFalse();
            assertThat(page.locator(".theme").isVisible()).isFalse();
            assertThat(page.locator(".detections tbody tr").first().isVisible()).isTrue();
        }
    }

    @Test
    void theChecksSeeWhatTheyAreFor(Browser browser) throws IOException {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.setContent("<p>loose</p><main><h1>A</h1><h3>B</h3><a href='#x'></a><button aria-label='x'>Go</button>"
                    + "<p id='a' style='color:#999'>pale</p><p id='a'>twice</p><input></main>");

            assertThat(faults(page))
                    .extracting(f -> f.toString().replaceFirst("(: <| \\d).*", ""))
                    .contains(
                            "no language",
                            "no title",
                            "outside of landmarks",
                            "a heading skips a level",
                            "no name",
                            "the name lacks what is written",
                            "contrast",
                            "an id twice");
        }
    }
}
