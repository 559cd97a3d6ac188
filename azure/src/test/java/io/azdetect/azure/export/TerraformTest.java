package io.azdetect.azure.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import io.azdetect.catalog.Detection;
import io.azdetect.catalog.DetectionCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void itIsLaidOutAsTerraformFmtDoes() throws IOException {
        for (Path file :
                new Export(ExportFormat.TERRAFORM).write(DETECTIONS, folder).files()) {
            assertThat(HclLayout.problems(Files.readString(folder.resolve(file))))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    /** Terraform 1.11.4 changes each of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a {\n   b = 1\n}\n",
                "a {\n  b = 1\n  long = 2\n}\n",
                "a {\n  b  = 1\n}\n",
                "a {\n  b =  1\n}\n",
                "a {\n  b    = 1\n  long = {\n    c = 1\n  }\n}\n",
                "a {\n  b = object({\n      c = 1\n  })\n}\n",
                "a {\n  b = 1 \n}\n"
            })
    void aFileThatTerraformFmtWouldChangeIsNoticed(String text) {
        assertThat(HclLayout.problems(text)).isNotEmpty();
    }

    @Test
    void aFileThatTerraformFmtLeavesAloneIsLeftAlone() {
        assertThat(HclLayout.problems("""
            variable "x" {
              type = object({
                severity = optional(string, "a{[(")
                on       = optional(bool)
              })
              default = {}
            }

            resource "a" "b" {
              name  = "x"
              scope = [var.x]
              tags = {
                "k v" = 1
                l     = [1, 2]
              }

              query = <<-KQL
              T
                 | where a == "{"
              KQL
            }
            """)).isEmpty();
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
