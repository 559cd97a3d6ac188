package io.azdetect.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.azdetect.kql.type.DatetimeText;
import io.azdetect.kql.type.TimespanText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What {@code tdigest} keeps of the values: each with the number of times that it came, in ascending order. Beyond
 * {@link #MOST} different values neighbours become one, the fewer the nearer they are to an end (Dunning's t-digest), so that
 * a rank is off by less than one in two hundred, and by nothing at both ends.
 *
 * <p>Written {@code [["long"],[value, …],[weight, …]]}; datetimes and timespans as ticks.
 */
final class Digest {
    private static final int MOST = 4096;

    /** A merged value stands for at most 4 q (1 - q) of one in so many parts of all, q being its rank from 0 to 1. */
    private static final double PARTS = 1000;

    private final String type;
    private final NavigableMap<BigDecimal, Long> weights;
    private final long total;

    private Digest(String type, NavigableMap<BigDecimal, Long> weights) {
        this.type = type;
        this.weights = weights;
        this.total = weights.values().stream().mapToLong(w -> w).sum();
    }

    /** Of entries {@code {"key": "value", "value": weight}}; those without a weight above zero, and NaN and infinity, do not count. */
    static Digest of(String type, String entries) {
        NavigableMap<BigDecimal, Long> weights = new TreeMap<>();
        for (JsonNode entry : Json.read(entries)) {
            long weight = entry.path("value").asLong(0);
            BigDecimal value = number(entry.path("key").asText());
            if (weight > 0 && value != null) {
                weights.merge(value, weight, Math::addExact);
            }
        }
        return new Digest(type, weights).compressed();
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // NaN, inf
        }
    }

    /** Null for what is no digest. */
    static Digest read(JsonNode json) {
        JsonNode values = json.path(1);
        JsonNode counts = json.path(2);
        if (!json.isArray()
                || json.size() != 3
                || !json.path(0).path(0).isTextual()
                || !values.isArray()
                || !counts.isArray()
                || values.size() != counts.size()) {
            return null;
        }
        NavigableMap<BigDecimal, Long> weights = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isTextual() || number(values.get(i).textValue()) == null) {
                return null;
            }
            weights.merge(
                    new BigDecimal(values.get(i).textValue()), counts.get(i).asLong(), Long::sum);
        }
        return new Digest(json.path(0).path(0).textValue(), weights);
    }

    /** One of all; null when there is none. */
    static String merge(Collection<JsonNode> digests) {
        String type = null;
        NavigableMap<BigDecimal, Long> all = new TreeMap<>();
        for (JsonNode json : digests) {
            Digest digest = read(json);
            if (digest == null) {
                continue;
            }
            if (type != null && !type.equals(digest.type)) {
                throw new IllegalArgumentException(
                        "tdigest_merge takes sketches of one type, these are of " + type + " and " + digest.type);
            }
            type = digest.type;
            digest.weights.forEach((value, weight) -> all.merge(value, weight, Math::addExact));
        }
        return type == null ? null : new Digest(type, all).compressed().toString();
    }

    private Digest compressed() {
        if (weights.size() <= MOST) {
            return this;
        }
        NavigableMap<BigDecimal, Long> fewer = new TreeMap<>();
        BigDecimal sum = BigDecimal.ZERO;
        long weight = 0;
        long before = 0;
        for (Map.Entry<BigDecimal, Long> entry : weights.entrySet()) {
            double rank = (before + weight + entry.getValue() / 2.0) / total;
            double most = 4 * total * rank * (1 - rank) / PARTS;
            if (weight > 0 && weight + entry.getValue() > most) {
                fewer.merge(mean(sum, weight), weight, Long::sum);
                before += weight;
                sum = BigDecimal.ZERO;
                weight = 0;
            }
            sum = sum.add(entry.getKey().multiply(BigDecimal.valueOf(entry.getValue())));
            weight += entry.getValue();
        }
        fewer.merge(mean(sum, weight), weight, Long::sum);
        return new Digest(type, fewer);
    }

    private BigDecimal mean(BigDecimal sum, long weight) {
        BigDecimal mean = sum.divide(BigDecimal.valueOf(weight), MathContext.DECIMAL64);
        boolean whole = !type.equals("real") && !type.equals("decimal");
        return whole ? mean.setScale(0, RoundingMode.HALF_EVEN) : mean;
    }

    /** The least value that the percentage of all does not exceed; null without a value. */
    BigDecimal percentile(double percentage) {
        if (weights.isEmpty() || Double.isNaN(percentage)) {
            return null;
        }
        double bounded = Math.max(0, Math.min(100, percentage));
        long rank = BigDecimal.valueOf(bounded)
                .multiply(BigDecimal.valueOf(total))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                .longValueExact();
        long seen = 0;
        for (Map.Entry<BigDecimal, Long> entry : weights.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return entry.getKey();
            }
        }
        return weights.lastKey();
    }

    /** A percentile as a dynamic value. */
    JsonNode percentileValue(double percentage) {
        BigDecimal value = percentile(percentage);
        if (value == null) {
            return Json.NODES.nullNode();
        }
        return switch (type) {
            case "datetime" -> Json.NODES.textNode(DatetimeText.format(value.longValue()));
            case "timespan" -> Json.NODES.textNode(TimespanText.format(value.longValue()));
            case "long" -> Json.NODES.numberNode(value.longValue());
            default -> Json.NODES.numberNode(value.doubleValue());
        };
    }

    String percentiles(String percentages) {
        List<JsonNode> values = new ArrayList<>();
        for (JsonNode percentage : Json.read(percentages)) {
            values.add(percentileValue(percentage.asDouble(Double.NaN)));
        }
        return Json.array(values);
    }

    /** How many values are not greater. */
    double rank(BigDecimal value) {
        return weights.headMap(value, true).values().stream().mapToLong(w -> w).sum();
    }

    double percentRank(BigDecimal value) {
        return total == 0 ? Double.NaN : 100 * rank(value) / total;
    }

    @Override
    public String toString() {
        ArrayNode json = Json.NODES.arrayNode();
        json.addArray().add(type);
        ArrayNode values = json.addArray();
        weights.keySet().forEach(value -> values.add(value.toString()));
        ArrayNode counts = json.addArray();
        weights.values().forEach(counts::add);
        return json.toString();
    }
}
