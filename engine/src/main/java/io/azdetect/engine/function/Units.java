package io.azdetect.engine.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Units of measure and what they are of each other; the factors stand in a resource beside this class. */
final class Units {
    /** Units that Kusto has and whose size depends on whom one asks. */
    private static final Set<String> NOT_AGREED =
            Set.of("SolarRadius", "EarthMass", "SolarMass", "SolarTemperature", "Tilt");

    private static final double ZERO_CELSIUS = 273.15;

    private Units() {}

    /** Read only once a query converts something. */
    private static final class Factors {
        static final Map<String, Map<String, Double>> BY_KIND = read();

        private static Map<String, Map<String, Double>> read() {
            Map<String, Map<String, Double>> factors = new HashMap<>();
            try (InputStream in = Units.class.getResourceAsStream("units.txt")) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(" +", -1))
                        .forEach(part -> factors.computeIfAbsent(part[0], kind -> new HashMap<>())
                                .put(part[1], Double.valueOf(part[2])));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return factors;
        }
    }

    /** Null for a unit that is none of its kind. */
    static Double convert(String kind, double value, String from, String to) {
        if (NOT_AGREED.contains(from) || NOT_AGREED.contains(to)) {
            throw new IllegalArgumentException("convert_" + kind + " does not convert "
                    + (NOT_AGREED.contains(from) ? from : to) + ": its size is not agreed on");
        }
        if (kind.equals("temperature")) {
            Double kelvin = toKelvin(value, from);
            return kelvin == null ? null : fromKelvin(kelvin, to);
        }
        Map<String, Double> factors = Factors.BY_KIND.get(kind);
        Double one = factors.get(from);
        Double other = factors.get(to);
        return one == null || other == null ? null : (Double) (value * one / other);
    }

    private static Double toKelvin(double value, String unit) {
        return switch (unit) {
            case "Kelvin" -> value;
            case "DegreeCelsius" -> value + ZERO_CELSIUS;
            case "MillidegreeCelsius" -> value / 1000 + ZERO_CELSIUS;
            case "DegreeDelisle" -> 373.15 - value * 2 / 3;
            case "DegreeFahrenheit" -> (value + 459.67) * 5 / 9;
            case "DegreeNewton" -> value * 100 / 33 + ZERO_CELSIUS;
            case "DegreeRankine" -> value * 5 / 9;
            case "DegreeReaumur" -> value * 5 / 4 + ZERO_CELSIUS;
            case "DegreeRoemer" -> (value - 7.5) * 40 / 21 + ZERO_CELSIUS;
            default -> null;
        };
    }

    private static Double fromKelvin(double kelvin, String unit) {
        return switch (unit) {
            case "Kelvin" -> kelvin;
            case "DegreeCelsius" -> kelvin - ZERO_CELSIUS;
            case "MillidegreeCelsius" -> (kelvin - ZERO_CELSIUS) * 1000;
            case "DegreeDelisle" -> (373.15 - kelvin) * 3 / 2;
            case "DegreeFahrenheit" -> kelvin * 9 / 5 - 459.67;
            case "DegreeNewton" -> (kelvin - ZERO_CELSIUS) * 33 / 100;
            case "DegreeRankine" -> kelvin * 9 / 5;
            case "DegreeReaumur" -> (kelvin - ZERO_CELSIUS) * 4 / 5;
            case "DegreeRoemer" -> (kelvin - ZERO_CELSIUS) * 21 / 40 + 7.5;
            default -> null;
        };
    }
}
