package io.azdetect.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.catalog.HuntResult;
import io.azdetect.cli.SampleHunt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static String page(HuntResult hunt) {
        return new ReportPage(hunt, "1.2.3").html();
    }

    @Test
    void showsMarkupFromLogsInsteadOfObeyingIt() {
        String caller = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&";

        String page = page(SampleHunt.withCaller(caller));

        assertThat(page)
                .doesNotContain("<script>alert")
                .doesNotContain("<img")
                .contains(
                        "&lt;script&gt;alert(1)&lt;/<wbr>script&gt;&lt;img src=x onerror=alert(2)&gt;&quot;&#39;&amp;");
    }

    @Test
    void hasNoAttributeThatALogCouldLeave() {
        String page = page(SampleHunt.withCaller("x\" onmouseover=\"alert(1)"));

        assertThat(page).doesNotContain("x\" onmouseover").contains("x&quot; onmouseover=&quot;alert(1)");
    }

    @Test
    void showsCharactersThatReorderText() {
        assertThat(page(SampleHunt.withCaller("gpj.\u202eexe\u0007")))
                .doesNotContain("\u202e")
                .doesNotContain("\u0007")
                .contains("\\u{202e}exe\\u{7}");
    }

    @Test
    void loadsNothing() {
        String page = page(SampleHunt.result());

        assertThat(page)
                .contains("default-src &#39;none&#39;")
                .doesNotContain("<link")
                .doesNotContain("src=\"")
                .doesNotContain("@import");
    }

    @Test
    void runsOnlyItsOwnScript() {
        String page = page(SampleHunt.result());

        assertThat(page).containsPattern("script-src &#39;sha256-[A-Za-z0-9+/=]{44}&#39;");
        assertThat(page.split("<script>", -1)).hasSize(2);
    }

    @Test
    void linksOnlyToWebPages() {
        assertThat(page(SampleHunt.result()))
                .doesNotContain("href=\"javascript")
                .contains("href=\"https://learn.microsoft.com/rest/api/storagerp/storage-accounts/list-keys\"")
                .contains("href=\"https://microsoft.github.io/Azure-Threat-Research-Matrix/");
    }

    @Test
    void tellsTheWholeAlert() {
        assertThat(page(SampleHunt.result()))
                .contains("<h1>3 alerts</h1>")
                .contains("How broad is it?")
                .contains("What does it alert on?")
                .contains("Does that happen legitimately?")
                .contains("What to do when it fires?")
                .contains("<h4>What to do next</h4>")
                .contains("regenerate both keys")
                .contains("<span class=\"kql-comment\">// Callers that list keys as part of their work.</span>")
                .contains("<h4>Evidence, 4 rows</h4>")
                .contains("{…} 4 fields");
    }

    @Test
    void explainsADetectionOnce() {
        String page = page(SampleHunt.result());

        assertThat(page.split("<details class=\"explanation\">", -1)).hasSize(3);
        assertThat(page).contains("<a href=\"#alert-1\">its first alert</a>");
    }

    @Test
    void namesWhatCouldNotRun() {
        assertThat(page(SampleHunt.result()))
                .contains("Detections that could not run")
                .contains("there is no table AzureDiagnostics; ingest Key Vault logs");
    }

    @Test
    void saysWhatSilenceMeans() {
        HuntResult nothing = new HuntResult(List.of(), List.of(), Map.of(), Optional.empty(), Optional.empty());

        assertThat(page(nothing)).contains("<h1>No alerts</h1>").contains("No detection fired.");
    }

    @Test
    void closesEveryElementThatItOpens() throws Exception {
        String page = page(SampleHunt.result());
        String body = page.substring(page.indexOf("<body>"), page.indexOf("<script>")) + "</body>";

        // The page is written as XML would be, but for <wbr>.
        var document = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new org.xml.sax.InputSource(new java.io.StringReader(body.replace("<wbr>", ""))));

        assertThat(document.getElementsByTagName("article").getLength()).isEqualTo(3);
    }
}
