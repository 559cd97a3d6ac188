package io.azdetect.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.azdetect.engine.StoreException;
import io.azdetect.telemetry.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes in, the run goes on, counts it, and the store stays whole. */
final class BadInputTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String GOOD = IngestorTest.record(1);

    @TempDir
    private Path folder;

    private Workspace workspace;

    @BeforeEach
    void openWorkspace() {
        workspace = Workspace.inMemory();
    }

    @AfterEach
    void closeWorkspace() {
        workspace.close();
    }

    @Test
    void aLineCutOff() throws Exception {
        assertQuarantine(ingest(GOOD + "\n" + GOOD.substring(0, 20)), 1, "2 not JSON: the record ends inside a string");
    }

    @Test
    void aByteOrderMark() throws Exception {
        assertQuarantine(ingest("\uFEFF" + GOOD + "\n\uFEFF" + GOOD), 2);
        assertThat(ingest(("\uFEFF" + IngestorTest.record(9)).getBytes(StandardCharsets.UTF_16LE))
                        .rows())
                .isEqualTo(1);
    }

    @Test
    void anEmptyFile() throws Exception {
        IngestReport report = ingest("");
        assertThat(report.records()).isZero();
        assertThat(report.files()).isEqualTo(1);
    }

    @Test
    void bytesThatAreNotUtf8() throws Exception {
        byte[] latin1 = ("{\"time\":\"2024-05-01T00:00:00Z\",\"resourceId\":\"/\",\"category\":\"ä\"}\n" + GOOD)
                .getBytes(StandardCharsets.ISO_8859_1);
        assertQuarantine(ingest(latin1), 1, "1 not JSON: not UTF-8");
    }

    @Test
    void bytesThatAreNoTextAtAll() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        noise[0] = 1;
        assertQuarantine(ingest(noise), 0, "0 neither JSON nor CSV with a line of names");
    }

    @Test
    void aRecordOfAnUnknownCategoryIsARowOfAzureDiagnostics() throws Exception {
        IngestReport report = ingest(GOOD.replace("\"category\":\"c\"", "\"category\":\"NeverHeardOf\""));
        assertThat(report.tables()).isEqualTo(Map.of("AzureDiagnostics", 1L));
    }

    @Test
    void aRecordOfNoKnownShape() throws Exception {
        assertQuarantine(
                ingest(GOOD + "\n{\"hello\":1}\n[1]"), 1, "2 neither a diagnostic record", "3 neither JSON nor");
    }

    @Test
    void aFieldOfTheWrongType() throws Exception {
        String row = "{\"TimeGenerated\":\"2024-05-01T10:00:00Z\",\"Type\":\"Event\",\"EventID\":%s}";
        assertQuarantine(
                ingest(row.formatted("4104") + "\n" + row.formatted("{\"id\":1}")),
                1,
                "2 EventID must be int, not {\"id\":1}");
    }

    @Test
    void anUnreadableTime() throws Exception {
        assertQuarantine(
                ingest(GOOD.replace("2024-05-01T00:00:01Z", "2024-05-01T00:00:61Z")),
                0,
                "1 unreadable time in TimeGenerated: 2024-05-01T00:00:61Z");
    }

    @Test
    void aLineOfFiftyMegabytes() throws Exception {
        String big = GOOD.replace("\"n\":1", "\"n\":\"" + "x".repeat(50 << 20) + "\"");
        assertQuarantine(ingest(GOOD + "\n" + big + "\n" + IngestorTest.record(2)), 2, "2 larger than 8 MiB");
        assertThat(IngestorTest.column(workspace, "SELECT RawLength FROM Quarantine"))
                .containsExactly(String.valueOf(big.length()));
        assertThat(IngestorTest.column(workspace, "SELECT length(RawRecord) FROM Quarantine"))
                .containsExactly(String.valueOf(MappedBlock.KEPT_TEXT));
    }

    @Test
    void aGzipThatIsCutOffGivesTheRecordsBeforeTheCut() throws Exception {
        byte[] whole = gzip(manyRecords());
        IngestReport report = ingest(Arrays.copyOf(whole, whole.length / 2));
        assertThat(report.rows()).isGreaterThan(1_000).isLessThan(20_000);
        assertThat(IngestorTest.column(workspace, "SELECT Reason FROM Quarantine WHERE \"Line\" = 0"))
                .singleElement()
                .asString()
                .startsWith("cannot be read to its end: ");
        // The rest comes with the whole file.
        assertThat(ingest(whole).rows()).isEqualTo(20_000 - report.rows());
    }

    @Test
    void aGzipThatLiesAboutItsSize() throws Exception {
        byte[] lying = gzip(manyRecords());
        lying[lying.length - 4] ^= 1;
        IngestReport report = ingest(lying);
        assertThat(report.rows()).isEqualTo(20_000);
        assertThat(IngestorTest.column(workspace, "SELECT Reason FROM Quarantine"))
                .containsExactly("cannot be read to its end: Corrupt GZIP trailer");
    }

    @Test
    void aPathThatIsNotThere() throws Exception {
        IngestReport report = new Ingestor(workspace, CLOCK).ingest(List.of(folder.resolve("none.json")));
        assertThat(report.reasons()).isEqualTo(Map.of("cannot be read: there is no such file", 1L));
    }

    @Test
    void filesThatDoNotClaimToBeLogsAreOnlyCounted() throws Exception {
        Files.writeString(folder.resolve("README.md"), "# Notes\n");
        Files.writeString(folder.resolve(".hidden.json"), "{broken");
        Files.writeString(folder.resolve("a.json"), GOOD);
        IngestReport report = new Ingestor(workspace, CLOCK).ingest(List.of(folder));
        assertThat(report.ignored()).containsExactly(folder.resolve("README.md").toString());
        assertThat(report.records()).isEqualTo(1);
    }

    @Test
    void aFolderWithoutReadPermission() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.writeString(closed.resolve("a.json"), IngestorTest.record(5));
        Files.writeString(folder.resolve("b.json"), GOOD);
        Path secret = Files.writeString(folder.resolve("c.json"), IngestorTest.record(6));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        Path place = folder.resolveSibling(folder.getFileName() + "-workspace");
        String said;
        try {
            said = ingestWithoutPrivileges(place);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(said).contains("rows 1 quarantined 2 {cannot be read: permission denied=2}");
    }

    /** Permissions do not bind root, so root gives that privilege up in a process of its own. */
    private String ingestWithoutPrivileges(Path place) throws IOException, InterruptedException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Ingest.class.getName(),
                place.toString(),
                folder.toString());
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"));
        }
        command.addAll(java);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** What the other process runs. */
    static final class Ingest {
        private Ingest() {}

        public static void main(String[] arguments) {
            try (Workspace workspace = Workspace.open(Path.of(arguments[0]))) {
                IngestReport report = new Ingestor(workspace, CLOCK).ingest(List.of(Path.of(arguments[1])));
                System.out.println(
                        "rows " + report.rows() + " quarantined " + report.quarantined() + " " + report.reasons());
            }
        }
    }

    @Test
    void aFullDiskEndsTheRunAndTheStoreStaysWhole() throws Exception {
        assumeTrue(isRoot(), "mounting a small file system takes root");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path first = Files.writeString(folder.resolve("first.json"), GOOD);
        Path many = folder.resolve("many.json");
        Files.writeString(
                many, manyRecords().replace("\"properties\":{", "\"properties\":{\"pad\":\"" + "x".repeat(20) + "\","));
        mount("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
        try {
            Path place = disk.resolve("workspace");
            try (Workspace small = Workspace.open(place)) {
                assertThat(new Ingestor(small, CLOCK).ingest(List.of(first)).rows())
                        .isEqualTo(1);
                fill(disk);
                assertThatThrownBy(() -> new Ingestor(small, CLOCK).ingest(List.of(many)))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("No space left");
            }
            mount("mount", "-o", "remount,size=200m", disk.toString());
            try (Workspace small = Workspace.open(place)) {
                assertThat(small.database().rowCount("AzureDiagnostics")).isEqualTo(1);
                assertThat(new Ingestor(small, CLOCK)
                                .ingest(List.of(first, many))
                                .rows())
                        .isEqualTo(20_000);
            }
        } finally {
            mount("umount", disk.toString());
        }
    }

    private static void fill(Path disk) throws IOException {
        try (OutputStream out = Files.newOutputStream(disk.resolve("filler"))) {
            byte[] block = new byte[16 << 10];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void mount(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String manyRecords() {
        StringBuilder records = new StringBuilder();
        for (int i = 10; i < 20_010; i++) {
            records.append(IngestorTest.record(i)).append('\n');
        }
        return records.toString();
    }

    private IngestReport ingest(String content) throws IOException {
        return ingest(content.getBytes(StandardCharsets.UTF_8));
    }

    private IngestReport ingest(byte[] content) throws IOException {
        return new Ingestor(workspace, CLOCK).ingest(List.of(Files.write(folder.resolve("logs.json"), content)));
    }

    /** Checks the rows, and line and beginning of the reason of each quarantined record. */
    private void assertQuarantine(IngestReport report, long rows, String... lineAndReason) throws Exception {
        assertThat(report.rows()).as("%s", report).isEqualTo(rows);
        assertThat(report.quarantined()).as("%s", report).isEqualTo(lineAndReason.length);
        if (lineAndReason.length > 0) {
            assertThat(IngestorTest.column(
                            workspace, "SELECT \"Line\" || ' ' || Reason FROM Quarantine ORDER BY \"Line\""))
                    .hasSameSizeAs(lineAndReason)
                    .zipSatisfy(
                            List.of(lineAndReason),
                            (actual, expected) -> assertThat(actual).startsWith(expected));
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
