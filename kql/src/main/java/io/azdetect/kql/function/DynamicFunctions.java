package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.List;

/** Arrays and property bags. */
final class DynamicFunctions {
    static final List<ScalarFunction> ALL = List.of(
            declare(
                    "array_length(array: array): long",
                    "The number of elements.",
                    "array_length(dynamic([1, 2]))",
                    "2"),
            declare(
                    "array_concat(array: array...): dynamic",
                    "The arrays' elements in one array.",
                    "array_concat(dynamic([1]), dynamic([2]))",
                    "[1,2]"),
            declare(
                    "array_slice(array: array, start: long, end: long): dynamic",
                    "The elements from a place to another, both included; negative ones count from the end.",
                    "array_slice(dynamic([1, 2, 3]), 1, 2)",
                    "[2,3]"),
            declare(
                    "array_index_of(array: array, value: scalar, [start: long], [length: long], [occurrence: long]):"
                            + " long",
                    "The place of a value, -1 without one.",
                    "array_index_of(dynamic(['a', 'b']), 'b')",
                    "1"),
            declare(
                    "array_reverse(array: array): dynamic",
                    "The elements in reverse order.",
                    "array_reverse(dynamic([1, 2]))",
                    "[2,1]"),
            declare("array_sum(array: array): real", "The sum of the elements.", "array_sum(dynamic([1, 2]))", "3.0"),
            declare(
                    """
                    array_sort_asc(array: array..., nulls_last: bool): (sorted: dynamic...)
                    array_sort_asc(array: array...): (sorted: dynamic...)
                    """,
                    "The first array in ascending order, nulls last unless told otherwise; the others in the same"
                            + " order.",
                    "array_sort_asc(dynamic([2, 1]))",
                    "[1,2]"),
            declare(
                    """
                    array_sort_desc(array: array..., nulls_last: bool): (sorted: dynamic...)
                    array_sort_desc(array: array...): (sorted: dynamic...)
                    """,
                    "The first array in descending order, nulls last unless told otherwise; the others in the same"
                            + " order.",
                    "array_sort_desc(dynamic([1, 2]))",
                    "[2,1]"),
            declare(
                    "array_shift_left(array: array, count: long, [default: scalar]): dynamic",
                    "The elements moved toward the start; what is freed is filled.",
                    "array_shift_left(dynamic([1, 2, 3]), 1)",
                    "[2,3,null]"),
            declare(
                    "array_shift_right(array: array, count: long, [default: scalar]): dynamic",
                    "The elements moved toward the end; what is freed is filled.",
                    "array_shift_right(dynamic([1, 2, 3]), 1)",
                    "[null,1,2]"),
            declare(
                    "array_rotate_left(array: array, count: long): dynamic",
                    "The elements moved toward the start, and around.",
                    "array_rotate_left(dynamic([1, 2, 3]), 1)",
                    "[2,3,1]"),
            declare(
                    "array_rotate_right(array: array, count: long): dynamic",
                    "The elements moved toward the end, and around.",
                    "array_rotate_right(dynamic([1, 2, 3]), 1)",
                    "[3,1,2]"),
            declare(
                    "array_iff(condition: array, then: scalar, else: scalar): dynamic",
                    "Element by element, the second where the condition holds and the third where not.",
                    "array_iff(dynamic([true, false]), dynamic([1, 2]), dynamic([3, 4]))",
                    "[1,4]"),
            declare(
                    "bag_keys(bag: bag): dynamic",
                    "The bag's property names.",
                    "bag_keys(dynamic({'a': 1}))",
                    "[\"a\"]"),
            declare(
                    "bag_merge(bag: bag...): dynamic",
                    "The bags' properties in one bag; the first bag that has a name wins.",
                    "bag_merge(dynamic({'a': 1}), dynamic({'a': 2, 'b': 3}))",
                    "{\"a\":1,\"b\":3}"),
            declare(
                    "bag_remove_keys(bag: bag, keys: array): dynamic",
                    "The bag without some properties; '$.a.b' names a nested one.",
                    "bag_remove_keys(dynamic({'a': 1, 'b': 2}), dynamic(['a']))",
                    "{\"b\":2}"),
            declare(
                    "bag_has_key(bag: bag, key: string): bool",
                    "Whether the bag has a property; '$.a.b' names a nested one.",
                    "bag_has_key(dynamic({'a': 1}), 'a')",
                    "true"),
            declare(
                    "bag_set_key(bag: bag, key: string, value: scalar): dynamic",
                    "The bag with a property set; '$.a.b' names a nested one.",
                    "bag_set_key(dynamic({}), 'a', 1)",
                    "{\"a\":1}"),
            declare(
                    "bag_pack((key: string, value: scalar)...): dynamic",
                    "A bag of names and values.",
                    "bag_pack('a', 1)",
                    "{\"a\":1}"),
            declare(
                    "pack((key: string, value: scalar)...): dynamic",
                    "The same as bag_pack.",
                    "pack('a', 1)",
                    "{\"a\":1}"),
            declare(
                    "pack_array(value: scalar...): dynamic",
                    "An array of values; pack_array(*) of all columns of the row.",
                    "pack_array(1, 'a')",
                    "[1,\"a\"]"),
            declare(
                    "set_has_element(set: array, value: scalar): bool",
                    "Whether an array holds a value.",
                    "set_has_element(dynamic([1, 2]), 2)",
                    "true"),
            declare(
                    "set_union(set: array...): dynamic",
                    "The values that are in any array, each once.",
                    "set_union(dynamic([1, 2]), dynamic([2, 3]))",
                    "[1,2,3]"),
            declare(
                    "set_intersect(set: array...): dynamic",
                    "The values that are in all arrays, each once.",
                    "set_intersect(dynamic([1, 2]), dynamic([2, 3]))",
                    "[2]"),
            declare(
                    "set_difference(set: array...): dynamic",
                    "The values of the first array that are in none of the others, each once.",
                    "set_difference(dynamic([1, 2]), dynamic([2, 3]))",
                    "[1]"),
            declare(
                    "set_equals(left: array, right: array): bool",
                    "Whether two arrays hold the same values.",
                    "set_equals(dynamic([1, 2]), dynamic([2, 1]))",
                    "true"),
            declare(
                    "jaccard_index(left: array, right: array): real",
                    "The size of the intersection divided by that of the union.",
                    "jaccard_index(dynamic([1, 2, 3]), dynamic([1, 2, 3, 4]))",
                    "0.75"),
            declare(
                    "zip(array: array...): dynamic",
                    "Arrays of the arrays' elements at each place.",
                    "zip(dynamic([1, 2]), dynamic([3, 4]))",
                    "[[1,3],[2,4]]"),
            declare(
                    "range(start: summable, stop: summable, [step: summable]): dynamic",
                    "An array from start to stop.",
                    "range(1, 7, 3)",
                    "[1,4,7]"),
            declare(
                    "repeat(value: scalar, count: long): dynamic",
                    "An array of one value again and again.",
                    "repeat(1, 3)",
                    "[1,1,1]"),
            declare(
                    """
                    extract_json(path: string, text: string): string
                    extract_json(path: string, text: string, type: type): typeof
                    """,
                    "What a JSON path finds in a" + " JSON" + " text.",
                    "extract_json('$.a.b'," + " '{\"a\":{\"b\":5}}')",
                    "5"),
            declare(
                    "dynamic_to_json(value: scalar): string",
                    "The value as JSON text with its keys in order.",
                    "dynamic_to_json(dynamic({'b': 1, 'a': 2}))",
                    "{\"a\":2,\"b\":1}"),
            declare(
                    "treepath(bag: bag): dynamic",
                    "The paths of all leaves.",
                    "treepath(dynamic({'a': {'b': 1}}))",
                    "[\"['a']\",\"['a']['b']\"]"),
            declare(
                    """
                    array_split(array: array, index: long): dynamic
                    array_split(array: array, indices: array): dynamic
                    """.stripIndent(),
                    "The array cut at one place or several; a negative place counts from the end.",
                    "array_split(dynamic([1, 2, 3]), 1)",
                    "[[1],[2,3]]"),
            declare(
                    "bag_zip(names: array, values: array): dynamic",
                    "A bag of names from one array and values from another, null where those are fewer.",
                    "bag_zip(dynamic(['a', 'b']), dynamic([1]))",
                    "{\"a\":1,\"b\":null}"));

    private DynamicFunctions() {}
}
