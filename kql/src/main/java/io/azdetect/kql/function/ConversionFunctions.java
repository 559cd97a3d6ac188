package io.azdetect.kql.function;

import static io.azdetect.kql.function.ScalarFunction.declare;

import java.util.List;

/** From type to type; what cannot be converted gives null, never an error. */
final class ConversionFunctions {
    static final List<ScalarFunction> ALL = List.of(
            declare(
                            "tostring(value: scalar): string",
                            "The value as text; of null the empty one.",
                            "tostring(123)",
                            "123")
                    .namedAsFirstArgument(),
            declare("tolong(value: scalar): long", "The value as a 64-bit integer.", "tolong('123')", "123")
                    .namedAsFirstArgument(),
            declare("toint(value: scalar): int", "The value as a 32-bit integer.", "toint('123')", "123")
                    .namedAsFirstArgument(),
            declare("toreal(value: scalar): real", "The value as a floating-point number.", "toreal('1.5')", "1.5")
                    .namedAsFirstArgument(),
            declare("todouble(value: scalar): real", "The same as toreal.", "todouble('1.5')", "1.5")
                    .namedAsFirstArgument(),
            declare("todecimal(value: scalar): decimal", "The value as a decimal number.", "todecimal('1.5')", "1.5")
                    .namedAsFirstArgument(),
            declare("tobool(value: scalar): bool", "The value as a Boolean.", "tobool('true')", "true")
                    .namedAsFirstArgument(),
            declare("toboolean(value: scalar): bool", "The same as tobool.", "toboolean('true')", "true")
                    .namedAsFirstArgument(),
            declare(
                            "todatetime(value: scalar): datetime",
                            "The value as a datetime.",
                            "todatetime('2015-12-24')",
                            "2015-12-24T00:00:00.0000000Z")
                    .namedAsFirstArgument(),
            declare(
                            "totimespan(value: scalar): timespan",
                            "The value as a timespan.",
                            "totimespan('1.00:00:00')",
                            "1.00:00:00")
                    .namedAsFirstArgument(),
            declare(
                            "toguid(value: string|dynamic): guid",
                            "The value as a guid.",
                            "toguid('70fc66f7-8279-44fc-9092-d364d70fce44')",
                            "70fc66f7-8279-44fc-9092-d364d70fce44")
                    .namedAsFirstArgument(),
            declare("todynamic(text: json): dynamic", "The value of a JSON text.", "todynamic('{\"a\":1}').a", "1")
                    .namedAsFirstArgument(),
            declare("parse_json(text: json): dynamic", "The value of a JSON text.", "parse_json('{\"a\":1}').a", "1")
                    .namedAsFirstArgument(),
            declare(
                            "tohex(value: long, [length: long]): string",
                            "The number in hexadecimal, with zeros up to a length.",
                            "tohex(256)",
                            "100")
                    .namedAsFirstArgument(),
            declare("gettype(value: scalar): string", "The name of the value's type.", "gettype(1d)", "timespan")
                    .namedWithPrefix("type"));

    private ConversionFunctions() {}
}
