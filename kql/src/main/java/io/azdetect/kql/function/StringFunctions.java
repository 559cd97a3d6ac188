package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.List;

/** Text: building it, taking it apart, looking into it. */
final class StringFunctions {
    static final List<ScalarFunction> ALL = List.of(
            declare(
                    "strcat(value: text...): string",
                    "The values' texts, one behind the other.",
                    "strcat('a', 1)",
                    "a1"),
            declare(
                    "strcat_delim(delimiter: text, value: text...): string",
                    "The values' texts with the delimiter between them.",
                    "strcat_delim('-', 'a', 1)",
                    "a-1"),
            declare(
                    "strcat_array(array: array, delimiter: text): string",
                    "The array's elements as texts with the delimiter between them.",
                    "strcat_array(dynamic([1, 2]), '->')",
                    "1->2"),
            declare(
                            "strlen(text: string|dynamic): long",
                            "The number of characters (Unicode code points).",
                            "strlen('hello')",
                            "5")
                    .namedWithPrefix(),
            declare(
                            "string_size(text: string|dynamic): long",
                            "The number of bytes in UTF-8.",
                            "string_size('hé')",
                            "3")
                    .namedWithPrefix(),
            declare("tolower(text: text): string", "The text in lower case.", "tolower('ABC')", "abc"),
            declare("toupper(text: text): string", "The text in upper case.", "toupper('abc')", "ABC"),
            declare(
                    "substring(source: text, start: long, [length: long]): string",
                    "The part that begins at a position (from 0; a negative one counts from the end).",
                    "substring('abcdef', 1, 2)",
                    "bc"),
            declare(
                    "indexof(source: text, lookup: text, [start: long], [length: long], [occurrence: long]): long",
                    "The position (from 0) of the lookup text, -1 without one.",
                    "indexof('abcdefg', 'cde')",
                    "2"),
            declare(
                    "countof(source: string, search: string, [kind: string]): long",
                    "How often a text occurs (overlaps count), or a regular expression does ('regex').",
                    "countof('aaa', 'a')",
                    "3"),
            declare(
                            "split(source: text, delimiter: string, [index: long]): dynamic",
                            "The parts between delimiters as an array, or an array of the one at the index.",
                            "split('a_b_c', '_')",
                            "[\"a\",\"b\",\"c\"]")
                    .namedAsFirstArgument(),
            declare("reverse(value: text): string", "The characters in reverse order.", "reverse('abc')", "cba"),
            declare(
                    "replace_string(text: string, lookup: string, rewrite: string): string",
                    "The text with every occurrence of a text replaced.",
                    "replace_string('banana', 'an', 'AN')",
                    "bANANa"),
            declare(
                    "replace_strings(text: string, lookups: array, rewrites: array): string",
                    "The text with each lookup replaced by the rewrite at the same place of the second array.",
                    "replace_strings('abc', dynamic(['a', 'c']), dynamic(['1', '3']))",
                    "1b3"),
            declare(
                    "replace_regex(source: string, regex: string, rewrite: string): string",
                    "The text with every match replaced; \\1 in the rewrite is the first group.",
                    "replace_regex('a1b2', @'[0-9]', '#')",
                    "a#b#"),
            declare(
                    "replace(regex: string, rewrite: string, source: string): string",
                    "The older form of replace_regex.",
                    "replace('[0-9]', '#', 'a1')",
                    "a#"),
            declare(
                    """
                            extract(regex: string, group: long, source: string): string
                            extract(regex: string, group: long, source: string, type: type): typeof
                            """,
                    "The text of a group (0 is the whole match) of the first match, or that text converted.",
                    "extract('x=([0-9]+)', 1, 'a x=45')",
                    "45"),
            declare(
                    """
                            extract_all(regex: string, source: string): dynamic
                            extract_all(regex: string, groups: array, source: string): dynamic
                            """,
                    "All matches: an array of texts with one group, of arrays with more.",
                    "extract_all('([0-9])', 'a1b2')",
                    "[\"1\",\"2\"]"),
            declare(
                    "trim(regex: string, source: string): string",
                    "The text without the matches at its start and end.",
                    "trim('-', '--a-')",
                    "a"),
            declare(
                    "trim_start(regex: string, source: string): string",
                    "The text without the matches at its start.",
                    "trim_start('-', '--a-')",
                    "a-"),
            declare(
                    "trim_end(regex: string, source: string): string",
                    "The text without the matches at its end.",
                    "trim_end('-', '--a-')",
                    "--a"),
            declare(
                    "translate(search: string, replacement: string, source: string): string",
                    "The text with each character of the first list replaced by the one at its place in the second.",
                    "translate('abc', 'x', 'abcz')",
                    "xxxz"),
            declare(
                    "strcmp(left: text, right: text): long",
                    "-1, 0 or 1 as the left text is less than, equal to or greater than the right one.",
                    "strcmp('a', 'b')",
                    "-1"),
            declare(
                    "strrep(value: text, count: long, [delimiter: text]): string",
                    "The text repeated, with the delimiter between.",
                    "strrep('ab', 2, '-')",
                    "ab-ab"),
            declare(
                    "has_any_index(source: string|dynamic, values: array): long",
                    "The place in the array of the first text that the source has as a term, -1 without one.",
                    "has_any_index('this is an example', dynamic(['an', 'is']))",
                    "0"),
            declare(
                    "regex_quote(text: text): string",
                    "The text with the characters escaped that mean something in a regular expression.",
                    "regex_quote('a.b')",
                    "a\\.b"),
            declare("isempty(value: scalar): bool", "Whether it is an empty text or null.", "isempty('')", "true"),
            declare(
                    "isnotempty(value: scalar): bool",
                    "Whether it is neither an empty text nor null.",
                    "isnotempty('')",
                    "false"),
            declare("isascii(text: text): bool", "Whether every character is ASCII.", "isascii('a')", "true"),
            declare(
                    "url_encode(text: string): string",
                    "The text encoded for a URL's query, a space as +.",
                    "url_encode('a b')",
                    "a+b"),
            declare("url_decode(text: string): string", "The text of an encoded URL.", "url_decode('a%20b')", "a b"),
            declare(
                    "base64_encode_tostring(text: string): string",
                    "The text's UTF-8 bytes in base64.",
                    "base64_encode_tostring('Kusto')",
                    "S3VzdG8="),
            declare(
                    "base64_decode_tostring(text: string): string",
                    "The UTF-8 text of base64.",
                    "base64_decode_tostring('S3VzdG8=')",
                    "Kusto"),
            declare(
                    "unicode_codepoints_from_string(text: text): dynamic",
                    "The text's code points.",
                    "unicode_codepoints_from_string('ab')",
                    "[97,98]"),
            declare(
                    "hash_md5(value: notdynamic): string",
                    "The MD5 hash in hexadecimal.",
                    "hash_md5('World')",
                    "f5a7924e621e84c9280a9a27e1bcb7f6"),
            declare(
                    "hash_sha1(value: notdynamic): string",
                    "The SHA-1 hash in hexadecimal.",
                    "hash_sha1('World')",
                    "70c07ec18ef89c5309bbb0937f3a6342411e1fdd"),
            declare(
                    "hash_sha256(value: notdynamic): string",
                    "The SHA-256 hash in hexadecimal.",
                    "hash_sha256('World')",
                    "78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524"),
            declare(
                    "parse_url(url: string): dynamic",
                    "Scheme, Host, Port, Path, Username, Password, Query Parameters and Fragment of a URL.",
                    "parse_url('https://h/p').Host",
                    "h"),
            declare(
                    "parse_user_agent(user_agent: string, look_for: json): dynamic",
                    "The 'browser', 'os' or 'device' that a user agent names, or several of them in an array, by the patterns of uap-core, which Kusto's newer or older ones may differ from. Only the first 4,096 characters are looked at.",
                    "parse_user_agent('Mozilla/5.0 (Windows NT 10.0) Firefox/125.0', 'browser').Browser.Family",
                    "Firefox"),
            declare(
                    "parse_urlquery(query: string): dynamic",
                    "The Query Parameters of a URL's query.",
                    "parse_urlquery('k1=v1')",
                    "{\"Query Parameters\":{\"k1\":\"v1\"}}"),
            declare(
                    "parse_path(path: string): dynamic",
                    "Scheme, RootPath, DirectoryPath, DirectoryName, Filename, Extension and AlternateDataStreamName.",
                    "parse_path('/a/b.txt').Filename",
                    "b.txt"),
            declare(
                            "parse_csv(text: string|dynamic): dynamic",
                            "The fields of one CSV record.",
                            "parse_csv('a,\"b,c\"')",
                            "[\"a\",\"b,c\"]")
                    .namedAsFirstArgument(),
            declare(
                    "parse_version(version: string): decimal",
                    "A version of up to four numbers as one number that compares as the version does.",
                    "parse_version('0.0.0.5')",
                    "5"),
            declare(
                    "parse_command_line(command: text, parser: string): dynamic",
                    "The arguments of a command line ('windows' rules).",
                    "parse_command_line('echo \"hello world!\"', 'windows')",
                    "[\"echo\",\"hello world!\"]"),
            declare(
                    "unicode_codepoints_to_string(value: scalar...): string",
                    "The text of code points, given as numbers or arrays of them; empty when one is none.",
                    "unicode_codepoints_to_string(75, dynamic([117, 115]))",
                    "Kus"),
            declare("isutf8(text: text): bool", "True: a text of this engine always is.", "isutf8('a')", "true"),
            declare(
                    """
                            indexof_regex(source: text, regex: string, [start: long], [length: long], [occurrence: long]): long
                            """.strip(),
                    "The position (from 0) of a regular expression's match, -1 without one; matches do not overlap.",
                    "indexof_regex('abcabc', 'b.')",
                    "1"),
            declare(
                    "base64_decode_toarray(text: string): dynamic",
                    "The bytes of base64 as an array of numbers; null for what is no base64.",
                    "base64_decode_toarray('S3U=')",
                    "[75,117]"),
            declare(
                    "base64_encode_fromarray(bytes: array): string",
                    "An array of bytes in base64; empty when an element is no byte.",
                    "base64_encode_fromarray(dynamic([75, 117]))",
                    "S3U="),
            declare(
                    "base64_decode_toguid(text: string): guid",
                    "The guid of sixteen bytes in base64; null for anything else.",
                    "base64_decode_toguid('JpbpECu8dUy7Pv5gbeJXAA==')",
                    "10e99626-bc2b-754c-bb3e-fe606de25700"),
            declare(
                    "base64_encode_fromguid(value: guid): string",
                    "The guid's sixteen bytes in base64.",
                    "base64_encode_fromguid(guid(ae3133f2-6e22-49ae-b06a-16e6a9b212eb))",
                    "8jMxriJurkmwahbmqbIS6w=="),
            declare(
                    "zlib_compress_to_base64_string(text: string): string",
                    "The text compressed with zlib, in base64; other compressors may write other bytes.",
                    "zlib_compress_to_base64_string('1234567890qwertyuiop')",
                    "eAEBFADr/zEyMzQ1Njc4OTBxd2VydHl1aW9wOAkGdw=="),
            declare(
                    "zlib_decompress_from_base64_string(text: string): string",
                    "The text of zlib's bytes in base64, at most 16 MB; empty when they are none.",
                    "zlib_decompress_from_base64_string('eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4=')",
                    "Test string 123"),
            declare(
                    "gzip_compress_to_base64_string(text: string): string",
                    "The text compressed with gzip, in base64; other compressors may write other bytes.",
                    "gzip_compress_to_base64_string('1234567890qwertyuiop')",
                    "H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA=="),
            declare(
                    "gzip_decompress_from_base64_string(text: string): string",
                    "The text of gzip's bytes in base64, at most 16 MB; empty when they are none.",
                    "gzip_decompress_from_base64_string('H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA==')",
                    "1234567890qwertyuiop"),
            declare(
                    "url_encode_component(text: string): string",
                    "The text encoded for a URL, a space as %20.",
                    "url_encode_component('a b')",
                    "a%20b"),
            declare(
                    "punycode_from_string(text: string): string",
                    "The text in ASCII as punycode writes it, without xn--.",
                    "punycode_from_string('académie-française')",
                    "acadmie-franaise-npb1a"),
            declare(
                    "punycode_to_string(text: string): string",
                    "The text of punycode without xn--; empty when it is none.",
                    "punycode_to_string('acadmie-franaise-npb1a')",
                    "académie-française"),
            declare(
                    "punycode_domain_to_string(domain: string): string",
                    "The domain's name with each label that is not ASCII in punycode, behind xn--.",
                    "punycode_domain_to_string('Artorījos.edu')",
                    "xn--Artorjos-ejb.edu"),
            declare(
                    "punycode_domain_from_string(domain: string): string",
                    "The domain's name with each label behind xn-- decoded; empty when one is no punycode.",
                    "punycode_domain_from_string('xn--Ge-mia.Bulg.edu')",
                    "Gáe.Bulg.edu"),
            declare(
                    "hash(source: notdynamic, [mod: long]): long",
                    "The xxHash64 of the value, or its remainder (never negative) by mod; Kusto may change the algorithm.",
                    "hash('World')",
                    "1846988464401551951"),
            declare(
                            "parse_xml(text: string|dynamic): dynamic",
                            "The XML's root element as a bag: attributes as @name, text beside them as #text; null for no XML.",
                            "parse_xml('<e a=\"x\">text</e>')",
                            "{\"e\":{\"@a\":\"x\",\"#text\":\"text\"}}")
                    .namedAsFirstArgument());

    private StringFunctions() {}
}
