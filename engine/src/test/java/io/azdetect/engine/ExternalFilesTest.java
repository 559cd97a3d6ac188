package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of https://learn.microsoft.com/kusto/query/externaldata-operator, over files. */
final class ExternalFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aCsvFileIsReadByTheColumnsPlaces() throws IOException {
        write("a.csv", "name,n\n\"x, y\",1\n\"say \"\"hi\"\"\",two\nshort\n");

        assertThat(rows("externaldata(name: string, n: long)['a.csv'] with (ignoreFirstRecord=true)"))
                .containsExactly(row("x, y", 1L), row("say \"hi\"", null), row("short", null));
    }

    @Test
    void moreCellsThanColumnsAreLeftOut() throws IOException {
        write("a.csv", "x,y,z\n");

        assertThat(rows("externaldata(a: string)['a.csv']")).containsExactly(row("x"));
    }

    @Test
    void theFormatFollowsFromTheFilesName() throws IOException {
        write("a.txt", "one, with a comma\ntwo\n");
        write("a.tsv", "p\tq\n");

        assertThat(rows("externaldata(line: string)['a.txt']")).containsExactly(row("one, with a comma"), row("two"));
        assertThat(rows("externaldata(a: string, b: string)['a.tsv']")).containsExactly(row("p", "q"));
        assertThat(rows("externaldata(a: string, b: string)['a.tsv'] with (format=txt)"))
                .containsExactly(row("p\tq", ""));
    }

    @Test
    void severalFilesAreOneTable() throws IOException {
        write("a.csv", "1\n");
        write("b.csv", "2\n");

        assertThat(rows("externaldata(n: long)['a.csv', 'b.csv'] | summarize sum(n)"))
                .containsExactly(row(3L));
    }

    @Test
    void jsonRecordsAreReadByNameOrByMapping() throws IOException {
        write("a.json", "{\"t\": \"2024-05-01\", \"d\": {\"m\": \"x\"}}\n{\"t\": null}\n");

        assertThat(rows("externaldata(d: dynamic, t: datetime)['a.json'] | project isnull(t), tostring(d.m)"))
                .containsExactly(row(false, "x"), row(true, ""));
        assertThat(rows("externaldata(When: datetime, M: string)['a.json'] with (format=multijson, ingestionMapping="
                        + "'[{\"Column\":\"When\",\"Properties\":{\"Path\":\"$.t\"}},"
                        + "{\"Column\":\"M\",\"Properties\":{\"Path\":\"$.d.m\"}}]') | project isnull(When), M"))
                .containsExactly(row(false, "x"), row(true, ""));
    }

    @Test
    void aMappingPicksColumnsOfCsvByTheirPlaces() throws IOException {
        write("a.csv", "x,5\n");

        assertThat(rows("externaldata(n: long)['a.csv'] with (ingestionMapping='[{\"Name\":\"n\",\"Ordinal\":1}]')"))
                .containsExactly(row(5L));
    }

    @Test
    void anAddressStandsForTheFileThatTheCallerNames() throws IOException {
        write("a.csv", "7\n");
        ExternalFiles files = ExternalFiles.none().with("https://example.com/x.csv", folder.resolve("a.csv"));

        assertThat(rows("externaldata(n: long)[h@'https://example.com/x.csv?sig=secret']", files))
                .containsExactly(row(7L));
    }

    @Test
    void nothingIsReadUnlessItIsAllowed() throws IOException {
        write("a.csv", "7\n");

        assertThatThrownBy(() -> rows("externaldata(n: long)['a.csv']", ExternalFiles.none()))
                .isInstanceOf(KqlException.class)
                .hasMessageContaining("externaldata is off")
                .hasMessageContaining("--allow-external");
    }

    @Test
    void anAddressIsNeverFetched() {
        assertThatThrownBy(() -> rows("externaldata(n: long)['https://example.com/x.csv']"))
                .isInstanceOf(KqlException.class)
                .hasMessageContaining("download");
    }

    @Test
    void aFileOutsideTheFolderIsRefusedHoweverItIsReached() throws IOException {
        Path secret = Files.createDirectory(folder.resolve("secret"));
        Files.writeString(secret.resolve("s.csv"), "1\n");
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Files.createSymbolicLink(allowed.resolve("link.csv"), secret.resolve("s.csv"));
        ExternalFiles files = ExternalFiles.none().in(allowed);

        for (String path : List.of("../secret/s.csv", secret.resolve("s.csv").toString(), "link.csv")) {
            assertThatThrownBy(() -> rows("externaldata(n: long)['" + path + "']", files))
                    .as(path)
                    .isInstanceOf(KqlException.class)
                    .hasMessageContaining("outside of the folder");
        }
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> rows("externaldata(n: long)['none.csv']"))
                .isInstanceOf(KqlException.class)
                .hasMessageContaining("there is no file");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<List<Object>> rows(String query) {
        return rows(query, ExternalFiles.none().in(folder));
    }

    private static List<List<Object>> rows(String query, ExternalFiles files) {
        try (Database database = Database.inMemory()) {
            database.allow(files);
            CompileOptions options = CompileOptions.at(Instant.EPOCH);
            List<List<Object>> rows = new ArrayList<>();
            try (QueryResult result = database.run(KqlCompiler.compile(query, database.schema(), options))) {
                for (Object[] row : result) {
                    rows.add(Arrays.asList(row));
                }
            }
            return rows;
        }
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }
}
