package io.azdetect.kql.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Functions that Kusto knows by another name as well: declared as the first one is, and bound to it. */
public final class OlderNames {
    private static final Map<String, String> CURRENT = new LinkedHashMap<>();

    static {
        CURRENT.put("array_iif", "array_iff");
        CURRENT.put("array_strcat", "strcat_array");
        CURRENT.put("arraylength", "array_length");
        CURRENT.put("base64_decodestring", "base64_decode_tostring");
        CURRENT.put("base64_encodestring", "base64_encode_tostring");
        CURRENT.put("datepart", "datetime_part");
        CURRENT.put("extractall", "extract_all");
        CURRENT.put("extractjson", "extract_json");
        CURRENT.put("hash_xxhash64", "hash");
        CURRENT.put("make_string", "unicode_codepoints_to_string");
        CURRENT.put("notempty", "isnotempty");
        CURRENT.put("notnull", "isnotnull");
        CURRENT.put("pack_dictionary", "bag_pack");
        CURRENT.put("parsejson", "parse_json");
        CURRENT.put("parseurl", "parse_url");
        CURRENT.put("parseurlquery", "parse_urlquery");
        CURRENT.put("to_utf8", "unicode_codepoints_from_string");
        CURRENT.put("toobject", "parse_json");
        CURRENT.put("totime", "totimespan");
        CURRENT.put("weekofyear", "week_of_year");
    }

    private OlderNames() {}

    /** The name that a function is declared under, for either of its names. */
    public static String current(String name) {
        return CURRENT.getOrDefault(name, name);
    }

    static List<ScalarFunction> declarations(Function<String, ScalarFunction> named) {
        return CURRENT.entrySet().stream()
                .map(e -> named.apply(e.getValue()).called(e.getKey()))
                .toList();
    }
}
