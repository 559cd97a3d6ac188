package io.azdetect.azure.cost;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Prices of Azure Monitor's log search alert rules. Each says when and where it was looked up.
 *
 * @param tiers from the most frequent to the least
 */
public record PriceTable(String currency, List<Tier> tiers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public PriceTable {
        requireNonNull(currency, "currency");
        tiers = tiers.stream().sorted(Comparator.comparing(Tier::every)).toList();
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("a price table without prices");
        }
    }

    /**
     * What rules cost that run this often or less often, down to the next tier.
     *
     * @param rule a month for a rule
     * @param series a month for each time series that a rule watches beyond the first
     * @param date when the two prices were looked up
     * @param source where
     */
    public record Tier(Duration every, BigDecimal rule, BigDecimal series, LocalDate date, String source) {
        public Tier {
            requireNonNull(every, "every");
            requireNonNull(rule, "rule");
            requireNonNull(series, "series");
            requireNonNull(date, "date");
            requireNonNull(source, "source");
        }
    }

    /** The prices that the project ships. */
    public static PriceTable builtIn() {
        try (InputStream in = PriceTable.class.getResourceAsStream("prices.json")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "prices.json");
        } catch (IOException e) {
            throw new UncheckedIOException("prices.json is missing from the build", e);
        }
    }

    /**
     * Prices from a file of the same form as the built-in one.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException with what is wrong in it
     */
    public static PriceTable read(Path file) throws IOException {
        return parse(Files.readString(file), file.toString());
    }

    private static PriceTable parse(String text, String name) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    name + ", line " + e.getLocation().getLineNr() + ": this is no JSON", e);
        }
        List<Tier> tiers = new ArrayList<>();
        for (JsonNode tier : field(root, "logAlertRules", name)) {
            JsonNode minutes = field(tier, "everyMinutes", name);
            if (!minutes.isInt() || minutes.intValue() < 1) {
                throw new IllegalArgumentException(
                        name + ": everyMinutes is " + minutes + ", no whole number of minutes");
            }
            tiers.add(new Tier(
                    Duration.ofMinutes(minutes.intValue()),
                    price(tier, "rule", name),
                    price(tier, "series", name),
                    date(tier.has("date") ? tier : root, name),
                    field(tier.has("source") ? tier : root, "source", name).asText()));
        }
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException(name + ": logAlertRules has no prices");
        }
        return new PriceTable(field(root, "currency", name).asText(), tiers);
    }

    private static LocalDate date(JsonNode object, String name) {
        String date = field(object, "date", name).asText();
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + ": date is '" + date + "', no date such as 2026-08-04", e);
        }
    }

    private static JsonNode field(JsonNode object, String field, String name) {
        if (!object.has(field)) {
            throw new IllegalArgumentException(name + ": there is no field '" + field + "'");
        }
        return object.get(field);
    }

    private static BigDecimal price(JsonNode tier, String field, String name) {
        JsonNode price = field(tier, field, name);
        if (!price.isNumber() || price.decimalValue().signum() < 0) {
            throw new IllegalArgumentException(name + ": " + field + " is " + price + ", no price");
        }
        return price.decimalValue();
    }

    /** The tier of a rule that runs this often. */
    public Tier tier(Duration frequency) {
        Tier found = tiers.get(0);
        for (Tier tier : tiers) {
            if (tier.every().compareTo(frequency) <= 0) {
                found = tier;
            }
        }
        return found;
    }
}
