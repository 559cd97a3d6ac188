package io.azdetect.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.azdetect.azure.site.Site;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import io.azdetect.catalog.ThreatMatrix;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The site as its readers meet it: from disk and from a static host. */
@ExtendWith(Browsers.class)
class SiteTest {
    private static final String ADDRESS = "https://contoso.github.io/detections/";
    private static final List<Detection> DETECTIONS = DetectionCatalog.builtIn().detections();

    @TempDir
    private static Path folder;

    private BrowserContext context;
    private Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    @BeforeAll
    static void write() throws IOException {
        new Site(DETECTIONS, Optional.of(URI.create(ADDRESS)), "1.2.3").write(folder);
    }

    @BeforeEach
    void open(Browser browser) {
        context = browser.newContext();
        page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        context.onRequest(request -> requests.add(request.url()));
    }

    @AfterEach
    void nothingWasComplainedOfOrAskedElsewhere() {
        context.close();
        assertThat(complaints).as("console").isEmpty();
        assertThat(requests).allMatch(r -> r.startsWith("file:///") || r.startsWith("http://localhost:"));
    }

    private void fromDisk(String path) {
        page.navigate(folder.resolve(path).toUri().toString());
    }

    private Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    private Locator shownRows() {
        return page.locator(".detections tbody tr:not([hidden])");
    }

    @Test
    void theMatrixHasEveryTechniqueAndSaysHowManyDetectionsItHas() {
        fromDisk("index.html");

        assertThat(page.locator(".cell[href^='techniques/AZT']").count())
                .isEqualTo(ThreatMatrix.atrm().techniques().size());
        long runCommand = DETECTIONS.stream()
                .filter(d -> d.techniqueId().equals("AZT301.1"))
                .count();
        assertThat(link("AZT301.1 RunCommand " + runCommand + " detections").count())
                .isEqualTo(1);
    }

    @Test
    void everyDetectionIsListedAndItsLinkLeadsToIt() {
        fromDisk("index.html");
        assertThat(shownRows().count()).isEqualTo(DETECTIONS.size());

        Detection detection = DETECTIONS.get(0);
        shownRows().getByRole(AriaRole.LINK).first().click();

        assertThat(page.url()).endsWith("#" + detection.slug());
        assertThat(page.locator("#" + detection.slug() + " h2").textContent()).isEqualTo(detection.name());
    }

    @Test
    void searchFindsByWordsOfTheQueryAndFadesTheRestOfTheMatrix() {
        fromDisk("index.html");

        page.getByRole(AriaRole.SEARCHBOX).fill("RUNCOMMAND virtualmachines");

        assertThat(shownRows().allTextContents()).isNotEmpty().anyMatch(row -> row.contains("Run command"));
        assertThat(shownRows().count()).isLessThan(DETECTIONS.size());
        assertThat(page.locator(".cell[href$='AZT301.1.html']").getAttribute("data-dimmed"))
                .isNull();
        assertThat(page.locator(".cell[href$='AZT101.html']").getAttribute("data-dimmed"))
                .isNotNull();
        assertThat(page.getByRole(AriaRole.STATUS).textContent())
                .isEqualTo(shownRows().count() + (shownRows().count() == 1 ? " detection" : " detections"));
    }

    @Test
    void aSearchIsPartOfTheAddressAndAnEmptyOneShowsEverythingAgain() {
        try (StaticHost host = new StaticHost(folder)) {
            page.navigate(host.address() + "index.html?search=key+vault&severity=high");
            int found = shownRows().count();
            assertThat(found).isPositive().isLessThan(DETECTIONS.size());
            assertThat(page.locator("tr:not([hidden])[data-severity='low']").count())
                    .isZero();

            page.getByLabel("Severity").selectOption("");
            page.getByRole(AriaRole.SEARCHBOX).fill("");

            assertThat(shownRows().count()).isEqualTo(DETECTIONS.size());
            assertThat(page.url()).isEqualTo(host.address() + "index.html");
        }
    }

    @Test
    void theKeyboardReachesTheSearchFromEveryPage() {
        fromDisk("techniques/AZT301.1.html");

        page.keyboard().press("/");
        page.waitForURL("**/index.html#search");

        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("search");
    }

    @Test
    void aTechniquesPageShowsWhatTheDetectionsFileSays() {
        Detection detection = DETECTIONS.stream()
                .filter(d -> d.slug().equals("vm-run-command"))
                .findFirst()
                .orElseThrow();
        fromDisk("techniques/AZT301.1.html");

        Locator article = page.locator("#vm-run-command");

        assertThat(article.locator("pre.kql").textContent())
                .isEqualTo(detection.query().strip());
        assertThat(article.locator(".kql-operator").count()).isPositive();
        assertThat(article.locator(".answers dt").count()).isEqualTo(4);
        assertThat(article.locator(".tests li").count())
                .isEqualTo(detection.tests().size());
        assertThat(article.locator(".steps li").count())
                .isEqualTo(detection.responseSteps().size());
        assertThat(article.textContent())
                .contains(detection.blindSpots().get(4))
                .contains("AllowedCallers")
                .contains("Subscription: Activity Log");
    }

    @Test
    void theButtonsLeadToThePortalsWithATemplateThatTheSiteHolds() throws IOException {
        fromDisk("techniques/AZT301.1.html");

        Locator buttons = page.locator("#vm-run-command .deploy a[href*='Microsoft.Template']");

        assertThat(buttons.count()).isEqualTo(6);
        List<String> portals = new ArrayList<>();
        for (Locator button : buttons.all()) {
            String[] parts = button.getAttribute("href").split("/#create/Microsoft.Template/uri/", 2);
            portals.add(parts[0]);
            for (String part : parts[1].split("/createUIDefinitionUri/", -1)) {
                String file = URLDecoder.decode(part, StandardCharsets.UTF_8);
                assertThat(file).startsWith(ADDRESS + "templates/");
                assertThat(folder.resolve(file.substring(ADDRESS.length()))).isRegularFile();
            }
        }
        assertThat(portals)
                .containsOnly("https://portal.azure.com", "https://portal.azure.us", "https://portal.azure.cn");
    }

    @Test
    void tacticsAndTheWholeMatrixDeployAsBundles() {
        for (String path : List.of("index.html", "tactics/execution.html")) {
            fromDisk(path);
            String href = page.locator("a.button").first().getAttribute("href");
            String file = URLDecoder.decode(
                    href.replaceFirst(".*/uri/", "").replaceFirst("/createUIDefinitionUri.*", ""),
                    StandardCharsets.UTF_8);
            assertThat(file).endsWith("azuredeploy.json");
            assertThat(folder.resolve(file.substring(ADDRESS.length()))).isRegularFile();
        }
    }

    @Test
    void theQueryIsCopiedAsItIs() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        try (StaticHost host = new StaticHost(folder)) {
            page.navigate(host.address() + "techniques/AZT301.1.html");

            page.locator("#vm-run-command .main .copy").click();
            page.getByText("Copied").waitFor();

            assertThat(page.evaluate("navigator.clipboard.readText()"))
                    .isEqualTo(page.locator("#vm-run-command pre.kql").textContent());
        }
    }

    @Test
    void aChosenThemeStaysOnTheNextPage() {
        try (StaticHost host = new StaticHost(folder)) {
            page.navigate(host.address() + "index.html");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Theme: automatic"))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Theme: light"))
                    .click();

            link("Coverage").click();
            page.waitForURL("**/coverage.html");

            assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
        }
    }

    @Test
    void everyLinkWithinTheSiteLeadsSomewhere() throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.walk(folder)) {
            pages = files.filter(f -> f.toString().endsWith(".html")).sorted().toList();
        }
        fromDisk("index.html");
        List<String> broken = new ArrayList<>();
        for (Path file : pages) {
            Object links = page.evaluate(
                    "html => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('a[href]')]"
                            + ".map(a => a.getAttribute('href')).filter(h => !h.startsWith('https:'))",
                    Files.readString(file));
            for (Object link : (List<?>) links) {
                URI target = file.toUri().resolve(link.toString());
                Path wanted = Path.of(URI.create(target.toString().replaceFirst("#.*", "")));
                String fragment = target.getFragment();
                if (!Files.isRegularFile(wanted)
                        || (fragment != null && !Files.readString(wanted).contains(" id=\"" + fragment + "\""))) {
                    broken.add(folder.relativize(file) + " → " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
