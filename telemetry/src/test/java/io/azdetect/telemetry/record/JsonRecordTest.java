package io.azdetect.telemetry.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonRecordTest {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonRecord json = new JsonRecord(1, 2);

    @Test
    void membersAreFoundWhateverTheCaseOfTheirName() throws Exception {
        read("{\"Level\":4,\"resourceId\":\"/a\"}");
        assertThat(json.text(json.member(json.root(), new JsonKey("level")))).isEqualTo("4");
        assertThat(json.text(json.member(json.root(), new JsonKey("ResourceID"))))
                .isEqualTo("/a");
        assertThat(json.member(json.root(), new JsonKey("other"))).isEqualTo(JsonRecord.NONE);
    }

    @Test
    void theMemberOfExactlyTheNameGoesBeforeASimilarOne() throws Exception {
        read("{\"clientIp\":\"similar\",\"clientIP\":\"exact\"}");
        assertThat(json.text(json.member(json.root(), new JsonKey("clientIP")))).isEqualTo("exact");
    }

    @Test
    void membersOfAnInnerObjectAreNotThoseOfTheOuterOne() throws Exception {
        read("{\"a\":{\"b\":{\"c\":1}},\"c\":2}");
        assertThat(json.text(json.member(json.root(), new JsonKey("c")))).isEqualTo("2");
        assertThat(json.member(json.root(), new JsonKey("b"))).isEqualTo(JsonRecord.NONE);
    }

    @Test
    void nestedTextLosesOnlyTheSpaceBetweenItsParts() throws Exception {
        read("{ \"p\" : { \"a b\" : [ 1 , \"x \\\" y\" ] , \"e\" : { } } }");
        assertThat(json.json(json.member(json.root(), new JsonKey("p"))))
                .isEqualTo("{\"a b\":[1,\"x \\\" y\"],\"e\":{}}");
    }

    @Test
    void escapesAreDecoded() throws Exception {
        read("{\"a\\u0062\":\"\\u00e4\\/\\ud83d\\ude00\\n\\\"é\"}");
        int node = json.first(json.root());
        assertThat(json.name(node)).isEqualTo("ab");
        assertThat(json.text(node)).isEqualTo("ä/😀\n\"é");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":[2,3]} | { \"b\" : [ 2 , 3 ] , \"a\" : 1 }",
                "{\"u\":\"a/b é\"} | {\"u\":\"a\\/b \\u00e9\"}",
                "{\"n\":\"\\n\"} | {\"n\":\"\\u000a\"}",
                "{\"o\":{\"x\":{\"y\":1},\"z\":null}} | {\"o\":{\"z\":null,\"x\":{\"y\":1}}}",
            })
    void recordsOfEqualContentHaveOneIdentity(String one, String other) throws Exception {
        assertThat(identity(one)).isEqualTo(identity(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1} | {\"a\":2}",
                "{\"a\":1} | {\"a\":\"1\"}",
                "{\"a\":1} | {\"b\":1}",
                "{\"a\":\"b\"} | {\"b\":\"a\"}",
                "[1,2] | [2,1]",
                "[1,[2]] | [[1],2]",
                "[[],[]] | [[[]]]",
                "{} | []",
                "{\"a\":null} | {}",
                "{\"a\":true} | {\"a\":false}",
                "{\"a\":{\"b\":1},\"c\":{\"d\":2}} | {\"a\":{\"d\":2},\"c\":{\"b\":1}}",
                "{\"a\":\"12345678\"} | {\"a\":\"123456780\"}",
            })
    void recordsOfOtherContentHaveAnother(String one, String other) throws Exception {
        assertThat(identity(one)).isNotEqualTo(identity(other));
    }

    @Test
    void anIdentityDependsOnTheKeyInBothHalves() throws Exception {
        byte[] bytes = utf8("{\"a\":1}");
        JsonRecord other = new JsonRecord(1, 3);
        json.read(bytes, 0, bytes.length);
        other.read(bytes, 0, bytes.length);
        assertThat(other.identityHigh()).isEqualTo(json.identityHigh());
        assertThat(other.identityLow()).isNotEqualTo(json.identityLow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "{\"a\":1}x",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":-}",
                "{\"a\":tru}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\t\"}",
                "{a:1}",
                "nul",
                "{\"a\":\"b",
                "{\"a\":NaN}",
                "[1 2]",
                "{\"a\":1 \"b\":2}"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith("not JSON: ");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWhereTheyStand() {
        byte[] latin1 = "{\"a\":\"Müller\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> json.read(latin1, 0, latin1.length)).hasMessage("not JSON: not UTF-8 (at byte 8)");
    }

    @Test
    void nestingIsBounded() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> read(deep)).hasMessageContaining("nested deeper than 500 levels");
    }

    @Property(tries = 500)
    void everyDocumentIsReadAsJacksonReadsIt(@ForAll("documents") JsonNode document) throws Exception {
        read(STRICT.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        assertThat(STRICT.readTree(json.json(json.root()))).isEqualTo(STRICT.readTree(document.toString()));
        assertSame(document, json.root());
    }

    @Property(tries = 2_000)
    void aDamagedDocumentIsRefusedWheneverJacksonRefusesIt(
            @ForAll("documents") JsonNode document, @ForAll @IntRange(max = 10_000) int where, @ForAll byte value) {
        byte[] bytes = utf8(document.toString());
        bytes[where % bytes.length] = value;
        boolean taken = true;
        try {
            json.read(bytes, 0, bytes.length);
        } catch (MalformedRecordException e) {
            taken = false;
        }
        assertThat(taken).as(new String(bytes, StandardCharsets.ISO_8859_1)).isEqualTo(jacksonTakes(bytes));
    }

    private static boolean jacksonTakes(byte[] bytes) {
        // Jackson guesses UTF-16 and UTF-32 from the first bytes; records are UTF-8, and checked to be.
        if (!isUtf8(bytes)) {
            return false;
        }
        // Token by token: a tree would need a BigDecimal for 1e2147483649, which is JSON and no BigDecimal.
        try (JsonParser parser = STRICT.createParser(new String(bytes, StandardCharsets.UTF_8))) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aNumberTooLargeForAnyTypeIsStillJson() throws Exception {
        read("{\"n\":-1e2147483649}");

        assertThat(json.json(json.root())).isEqualTo("{\"n\":-1e2147483649}");
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void assertSame(JsonNode expected, int node) {
        if (expected.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> fields = expected.properties().iterator();
            for (int member = json.first(node); member != JsonRecord.NONE; member = json.after(node, member)) {
                Map.Entry<String, JsonNode> field = fields.next();
                assertThat(json.name(member)).isEqualTo(field.getKey());
                assertSame(field.getValue(), member);
            }
            assertThat(fields.hasNext()).isFalse();
        } else if (expected.isArray()) {
            int element = json.first(node);
            for (JsonNode e : expected) {
                assertSame(e, element);
                element = json.after(node, element);
            }
            assertThat(element).isEqualTo(JsonRecord.NONE);
        } else {
            assertThat(json.text(node)).isEqualTo(expected.asText());
        }
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return Arbitraries.recursive(
                this::scalars,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(JsonRecordTest::array),
                        Arbitraries.maps(strings(), inner).ofMaxSize(4).map(JsonRecordTest::object)),
                0,
                3);
    }

    private Arbitrary<JsonNode> scalars() {
        JsonNodeFactory node = JsonNodeFactory.instance;
        return Arbitraries.oneOf(
                strings().map(node::textNode),
                Arbitraries.longs().map(node::numberNode),
                Arbitraries.of(true, false).map(node::booleanNode),
                Arbitraries.just(node.nullNode()));
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.strings()
                .withChars("ab\"\\/{}[]:,\n\t\u0001 äé中")
                .withCharRange('0', 'z')
                .ofMaxLength(20);
    }

    private static JsonNode array(List<JsonNode> elements) {
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }

    private static JsonNode object(Map<String, JsonNode> members) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.setAll(members);
        return object;
    }

    private List<Long> identity(String text) throws MalformedRecordException {
        read(text);
        return List.of(json.identityHigh(), json.identityLow());
    }

    private void read(String text) throws MalformedRecordException {
        byte[] bytes = utf8(text);
        json.read(bytes, 0, bytes.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
