package io.azdetect.azure.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terraform modules that Terraform reads, laid out as it would. */
class TerraformTest {
    private static final List<Detection> DETECTIONS = DetectionCatalog.builtIn().detections();

    @TempDir
    private Path folder;

    @Test
    void everyFileParses() throws Exception {
        Export.Report report = new Export(ExportFormat.TERRAFORM).write(DETECTIONS, folder);

        assertThat(report.files()).hasSizeGreaterThan(DETECTIONS.size());
        for (Path file : report.files()) {
            Map<String, Object> parsed =
                    new HCLParser().parse(folder.resolve(file).toFile(), StandardCharsets.UTF_8);
            assertThat(parsed).as(file.toString()).containsKey("variable");
            if (!file.endsWith("main.tf")) {
                assertThat(parsed).as(file.toString()).containsKey("resource");
            }
        }
    }

    @Test
    void itIsLaidOutAsTerraformFmtDoes() throws IOException, InterruptedException {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(p -> Files.isExecutable(Path.of(p, "terraform"))),
                "no terraform on PATH");
        new Export(ExportFormat.TERRAFORM).write(DETECTIONS, folder);

        Process format = new ProcessBuilder("terraform", "fmt", "-check", "-recursive", "-list=true", folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String changed = new String(format.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(format.waitFor()).as(changed).isZero();
    }

    @Test
    void whatTerraformWouldComputeInAQueryStaysText() {
        assertThat(Hcl.quoted("a ${b} %{c} \"d\" \\ \n")).isEqualTo("\"a $${b} %%{c} \\\"d\\\" \\\\ \\n\"");
    }

    @Test
    void equalSignsOfNeighboursStandInAColumn() {
        String text = new Hcl()
                .block(
                        "x \"y\"",
                        body -> body.set("a", "1")
                                .set("long_name", "2")
                                .setLines("query", "<<-KQL\n  T\n  KQL")
                                .set("b", "3"))
                .text();

        assertThat(text).isEqualTo("""
                        x "y" {
                          a         = 1
                          long_name = 2

                          query = <<-KQL
                          T
                          KQL

                          b = 3
                        }
                        """);
    }

    @Test
    void aDetectionsValuesAreOneVariableEachWithItsDefault() throws IOException {
        new Export(ExportFormat.TERRAFORM).write(DETECTIONS, folder);

        String file = Files.readString(folder.resolve("sentinel/vm-run-command.tf"));

        assertThat(file)
                .contains("AllowedCallers = optional(list(string), [])")
                .contains("queryFrequency = optional(string, \"PT1H\")")
                .contains("let AllowedCallers = dynamic(${jsonencode(var.vm_run_command.AllowedCallers)});")
                .contains("severity                   = var.vm_run_command.severity");
    }
}
