package io.azdetect.telemetry.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.azdetect.telemetry.format.LogFile.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class LogFileTest {
    private static final String A = "{\"a\":1}";
    private static final String B = "{\"b\":\"} ] \\\" {\"}";

    @Test
    void aLineOfJsonEach() throws IOException {
        assertThat(read(A + "\n\n  " + B + "\r\n" + A))
                .isEqualTo(new Read(Format.JSON_LINES, List.of("1 " + A, "3 " + B, "4 " + A)));
    }

    @Test
    void anEventHubsEnvelopeALine() throws IOException {
        assertThat(read("{\"records\":[" + A + "," + B + "]}\n{ \"records\" : [" + A + "] }\n"))
                .isEqualTo(new Read(Format.JSON_LINES, List.of("1 " + A, "1 " + B, "2 " + A)));
    }

    @Test
    void aPrettyPrintedEnvelope() throws IOException {
        assertThat(read("{\n  \"records\": [\n    " + A + ",\n    " + B + "\n  ]\n}\n"))
                .isEqualTo(new Read(Format.JSON, List.of("3 " + A, "4 " + B)));
    }

    @Test
    void anEnvelopeWhoseRecordsHaveALineEach() throws IOException {
        assertThat(read("{\"records\":[" + A + ",\n" + A + ",\n" + B + "\n]}").records())
                .containsExactly("1 " + A, "2 " + A, "3 " + B);
    }

    @Test
    void anArray() throws IOException {
        assertThat(read("[\n" + A + ",\n" + B + "]").records()).containsExactly("2 " + A, "3 " + B);
        assertThat(read("[" + A + "," + B + "]").records()).containsExactly("1 " + A, "1 " + B);
    }

    @Test
    void graphPagesOneAfterTheOther() throws IOException {
        String page =
                "{\n\"@odata.context\":\"https://graph\",\n\"@odata.nextLink\":\"n\",\n\"value\":[\n" + A + "]}\n";
        assertThat(read(page + page).records()).containsExactly("5 " + A, "10 " + A);
    }

    @Test
    void aListOfTheResourceManager() throws IOException {
        assertThat(read("{\"value\":[" + A + "," + B + "],\"nextLink\":\"https://management.azure.com/x\"}")
                        .records())
                .containsExactly("1 " + A, "1 " + B);
    }

    @Test
    void aRecordMayHaveAListCalledValue() throws IOException {
        String record = "{\"time\":\"t\",\"value\":[{\"x\":1}]}";
        assertThat(read(record + "\n" + record).records()).containsExactly("1 " + record, "2 " + record);
        assertThat(read("[" + record + "]").records()).containsExactly("1 " + record);
    }

    @Test
    void aRecordPrettyPrintedAlone() throws IOException {
        assertThat(read("{\n \"a\": 1\n}").records()).containsExactly("1 {\n \"a\": 1\n}");
    }

    @Test
    void aQueryResult() throws IOException {
        String result =
                "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"Computer\",\"type\":\"string\"},"
                        + "{\"name\":\"N\",\"type\":\"int\"}],\"rows\":[[\"a\",1],[\"b\",null]]}]}";
        assertThat(read(result).records()).containsExactly("1 {\"Computer\":\"a\",\"N\":1}", "1 {\"Computer\":\"b\"}");
        assertThat(read(result.replace(",", ",\n")).records())
                .extracting(r -> r.substring(r.indexOf('{')))
                .containsExactly("{\"Computer\":\"a\",\"N\":1}", "{\"Computer\":\"b\"}");
    }

    @Test
    void aRowThatDoesNotFitItsQueryResultIsBroken() throws IOException {
        String result = "{\"tables\":[{\"columns\":[{\"name\":\"A\"}],\"rows\":[[1,2],[3]]}]}";
        assertThat(read(result).records())
                .containsExactly("1 ! a row of 2 values where the query result has 1 columns", "1 {\"A\":3}");
    }

    @Test
    void thePortalsExport() throws IOException {
        String csv =
                "\uFEFF\"TimeGenerated [UTC]\",Computer,Message\n\"5/1/2024, 2:34:56.123 PM\",vm1,\"a \"\"b\"\"\nc\"\n,,x\n";
        Read read = read(csv);
        assertThat(read.format()).isEqualTo(Format.CSV);
        assertThat(read.records())
                .containsExactly(
                        "2 {\"TimeGenerated\":\"5/1/2024, 2:34:56.123 PM\",\"Computer\":\"vm1\",\"Message\":\"a \\\"b\\\"\\nc\"}",
                        "4 {\"Message\":\"x\"}");
    }

    @Test
    void anExportInLocalTimeIsNotGuessedAt() throws IOException {
        assertThat(read("TimeGenerated [Local Time],Computer\n5/1/2024,vm1\n").records())
                .containsExactly(
                        "2 ! TimeGenerated [Local Time] is not in UTC; export again with the portal's time zone"
                                + " set to UTC");
    }

    @Test
    void aLineOfAnotherNumberOfValuesIsBroken() throws IOException {
        assertThat(read("TimeGenerated,Computer\n2024-05-01,a,b\n2024-05-01,c\n")
                        .records())
                .containsExactly(
                        "2 ! 3 values where the line of names has 2",
                        "3 {\"TimeGenerated\":\"2024-05-01\",\"Computer\":\"c\"}");
    }

    @Test
    void byteOrderMarksAndUtf16() throws IOException {
        assertThat(read(("\uFEFF" + A + "\n").getBytes(StandardCharsets.UTF_8)).records())
                .containsExactly("1 " + A);
        String smile = "{\"a\":\"ä😀\"}";
        assertThat(read(("\uFEFF" + smile).getBytes(StandardCharsets.UTF_16LE)).records())
                .containsExactly("1 " + smile);
        assertThat(read(("\uFEFF" + smile).getBytes(StandardCharsets.UTF_16BE)).records())
                .containsExactly("1 " + smile);
    }

    @Test
    void gzipWhateverTheFileIsCalled() throws IOException {
        assertThat(read(gzip(A + "\n" + B)).records()).containsExactly("1 " + A, "2 " + B);
    }

    @Test
    void aLineCutOffDoesNotTakeOthersWithIt() throws IOException {
        String cut = "{\"a\":\"xyz";
        assertThat(read(cut + "\n" + A + "\n").records()).containsExactly("1 " + cut, "2 " + A);
        assertThat(read(A + "\n" + cut).records()).containsExactly("1 " + A, "2 " + cut);
        assertThat(read("{\"a\":{},\n" + A + "\n").records()).containsExactly("1 {\"a\":{},", "2 " + A);
    }

    @Test
    void whatFollowsABrokenStringInAListIsAccountedForAsOne() throws IOException {
        assertThat(read("[\n" + A + ",\n{\"b\":\"\n},\n" + A + "]").records())
                .containsExactly("2 " + A, "3 ! a string has no end, so the records after it cannot be told apart");
    }

    @Test
    void aListThatIsCutOffSaysSo() throws IOException {
        assertThat(read("[\n" + A + ",\n").records())
                .containsExactly("2 " + A, "3 ! the file ends before its list of records does");
        assertThat(read("[\n" + A + ",\n{\"b\":").records())
                .containsExactly("2 " + A, "3 ! the file ends inside a record");
    }

    @Test
    void notesAndPicturesAreNoLogs() throws IOException {
        assertThat(read("# Ground truth\n").format()).isEqualTo(Format.OTHER);
        assertThat(read("\u0089PNG\r\n\u001a\n").format()).isEqualTo(Format.OTHER);
        assertThat(read("").format()).isEqualTo(Format.EMPTY);
        assertThat(read(" \n\n").format()).isEqualTo(Format.EMPTY);
    }

    @Test
    void aLineOfFiftyMegabytesIsPassedAndTheNextOnesAreRead() throws IOException {
        String big = "{\"a\":\"" + "x".repeat(50 << 20) + "\"}";
        Read read = read(A + "\n" + big + "\n" + B + "\n");
        assertThat(read.records()).containsExactly("1 " + A, "2 ! larger than 8 MiB", "3 " + B);
    }

    @Test
    void anEnvelopeOfFiftyMegabytesOnOneLineIsCutIntoItsRecords() throws IOException {
        String record = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
        String records = String.join(",", java.util.Collections.nCopies(50, record));
        Read read = read(A + "\n{\"records\":[" + records + "]}\n" + B + "\n");
        assertThat(read.records()).hasSize(52).last().isEqualTo("3 " + B);
        assertThat(read.records().subList(1, 51)).containsOnly("2 " + record);
    }

    /** However records are laid out, the same ones come out. */
    @Property(tries = 300)
    void everyLayoutGivesTheSameRecords(@ForAll("records") List<String> records, @ForAll("layouts") Arrangement layout)
            throws IOException {
        List<String> read = read(layout.arrange(records)).records();
        assertThat(read).extracting(r -> r.substring(r.indexOf('{'))).isEqualTo(records);
    }

    private interface Arrangement {
        String arrange(List<String> records);
    }

    @Provide
    Arbitrary<Arrangement> layouts() {
        return Arbitraries.of(
                records -> String.join("\n", records),
                records -> String.join("\r\n", records) + "\r\n",
                records -> "[" + String.join(",", records) + "]",
                records -> "[\n  " + String.join(",\n  ", records) + "\n]\n",
                records -> "{\"records\": [" + String.join(", ", records) + "]}",
                records -> "{\n\"records\":\n[\n" + String.join("\n,\n", records) + "\n]\n}",
                records ->
                        records.stream().map(r -> "{\"records\":[" + r + "]}").collect(Collectors.joining("\n")),
                records -> "{\"@odata.context\":\"c\",\"value\":[" + String.join(",", records) + "]}");
    }

    @Provide
    Arbitrary<List<String>> records() {
        Arbitrary<String> text =
                Arbitraries.strings().withChars("abc{}[],: ä").ofMaxLength(12).map(s -> "\"" + s + "\"");
        Arbitrary<String> escaped =
                Arbitraries.of("\"\\\"\"", "\"\\\\\"", "\"\\\\\\\"]\"", "1", "null", "[{}]", "{\"v\":[1]}");
        Arbitrary<String> value = Arbitraries.oneOf(text, escaped);
        return value.map(v -> "{\"key\":" + v + ",\"value\":[" + v + "]}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private record Read(Format format, List<String> records) {}

    private static Read read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Read read(byte[] bytes) throws IOException {
        List<String> records = new ArrayList<>();
        try (LogFile file = LogFile.open(new ByteArrayInputStream(bytes), "file")) {
            long lines = 0;
            for (Block block = file.next(); block != null; block = file.next()) {
                long before = lines;
                lines += block.forEach(new RecordVisitor() {
                    @Override
                    public void record(byte[] data, int from, int to, long line) {
                        records.add(
                                before + line + 1 + " " + new String(data, from, to - from, StandardCharsets.UTF_8));
                    }

                    @Override
                    public void broken(byte[] data, int from, int to, long line, long length, String reason) {
                        records.add(before + line + 1 + " ! " + reason);
                    }
                });
            }
            return new Read(file.format(), records);
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
