package io.azdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azdetect.kql.CompileOptions;
import io.azdetect.kql.KqlCompiler;
import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.schema.DatabaseSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code geo_info_from_ip_address} over a database that the user names. */
class GeolocationTest {
    @TempDir
    Path folder;

    private Database database() throws IOException {
        Database database = Database.inMemory();
        database.locateAddresses(MaxMindFile.sample(folder.resolve("places.mmdb")));
        return database;
    }

    private static Object answer(Database database, String query) {
        var compiled = KqlCompiler.compile(
                query, DatabaseSchema.EMPTY, CompileOptions.at(Instant.parse("2024-05-15T12:00:00Z")));
        try (QueryResult result = database.run(compiled)) {
            return result.toList().get(0)[0];
        }
    }

    @Test
    void anAddressHasTheFieldsThatKustoDocuments() throws IOException {
        try (Database database = database()) {
            assertThat(answer(database, "print geo_info_from_ip_address('20.53.203.50')"))
                    .isEqualTo("{\"country\":\"Australia\",\"state\":\"New South Wales\",\"city\":\"Sydney\","
                            + "\"latitude\":-33.8715,\"longitude\":151.2006}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20.53.203.255, Australia", // The last address of the network.
        "20.53.204.0, ''", // The first behind it.
        "198.51.100.7, Norway",
        "::ffff:20.53.203.50, Australia", // IPv4 in IPv6's clothes.
        "10.0.0.1, ''",
        "20.53.203.50/24, ''", // A network is no address.
        "20.53.203, ''",
        "20.53.203.256, ''",
        "localhost, ''", // Names are not looked up.
        "'', ''",
    })
    void theCountryOfAnAddress(String address, String country) throws IOException {
        try (Database database = database()) {
            assertThat(answer(database, "print tostring(geo_info_from_ip_address('" + address + "').country)"))
                    .isEqualTo(country);
        }
    }

    @Test
    void aFieldThatIsNotKnownIsNotThere() throws IOException {
        try (Database database = database()) {
            assertThat(answer(database, "print geo_info_from_ip_address('198.51.100.7')"))
                    .isEqualTo("{\"country\":\"Norway\"}");
            // Half a point is no point.
            assertThat(answer(database, "print geo_info_from_ip_address('2a03:2880:f12c:83:face:b00c::25de')"))
                    .isEqualTo("{\"city\":\"Boca Raton\"}");
        }
    }

    @Test
    void whatIsNotInTheDatabaseIsNull() throws IOException {
        try (Database database = database()) {
            assertThat(answer(database, "print isnull(geo_info_from_ip_address('10.0.0.1'))"))
                    .isEqualTo(true);
            assertThat(answer(database, "print isnull(geo_info_from_ip_address(''))"))
                    .isEqualTo(true);
        }
    }

    @Test
    void addressesInRowsAreLookedUpAndSoAreThoseInAStepOfScan() throws IOException {
        try (Database database = database()) {
            assertThat(answer(database, """
                            datatable(ip: string) ["20.53.203.1", "198.51.100.1", "20.53.203.2"]
                            | summarize count() by country = tostring(geo_info_from_ip_address(ip).country)
                            | where country == "Australia" | project count_
                            """)).isEqualTo(2L);
            assertThat(answer(database, """
                            datatable(n: long, ip: string) [1, "20.53.203.1", 2, "198.51.100.1"]
                            | sort by n asc
                            | scan declare (c: string) with (step s: true => c = tostring(geo_info_from_ip_address(ip).country);)
                            | summarize strcat_array(make_list(c), ",")
                            """)).isEqualTo("Australia,Norway");
        }
    }

    @Test
    void aDatabaseOfIpv4OnlyKnowsNoAddressOfIpv6() throws IOException {
        Path file = new MaxMindFile("GeoLite2-City", 4)
                .put(new byte[] {1, 2, 3, 0}, 24, Map.of("country", Map.of("names", Map.of("en", "Chile"))))
                .write(folder.resolve("four.mmdb"));
        try (Database database = Database.inMemory()) {
            database.locateAddresses(file);

            assertThat(answer(database, "print geo_info_from_ip_address('1.2.3.4').country"))
                    .isEqualTo("\"Chile\"");
            assertThat(answer(database, "print isnull(geo_info_from_ip_address('2a03::1'))"))
                    .isEqualTo(true);
        }
    }

    @Test
    void withoutADatabaseTheFunctionIsRefusedAndSaysWhatToDo() {
        try (Database database = Database.inMemory()) {
            assertThatThrownBy(() -> answer(database, "print 1, geo_info_from_ip_address('1.1.1.1')"))
                    .isInstanceOf(KqlException.class)
                    .hasMessageContaining("--geoip FILE")
                    .satisfies(e -> {
                        assertThat(((KqlException) e).diagnostic().code()).isEqualTo(Code.UNSUPPORTED);
                        assertThat(((KqlException) e).diagnostic().span().start())
                                .isEqualTo(9);
                    });
        }
    }

    @Test
    void aFileThatIsNoDatabaseOfPlacesIsRefusedWithItsName() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no database");
        Path networks = new MaxMindFile("GeoLite2-ASN", 6)
                .put(MaxMindFile.ipv4(1, 1, 1, 0), 120, Map.of("autonomous_system_number", 13335L))
                .write(folder.resolve("asn.mmdb"));
        for (var wrong : List.of(
                Map.entry(text, "notes.txt is no database in MaxMind's format"),
                Map.entry(networks, "asn.mmdb is a MaxMind database of the type GeoLite2-ASN"),
                Map.entry(folder.resolve("none.mmdb"), "there is no file"))) {
            try (Database database = Database.inMemory()) {
                assertThatThrownBy(() -> database.locateAddresses(wrong.getKey()))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining(wrong.getValue());
            }
        }
    }
}
