package io.azdetect.catalog;

import io.azdetect.kql.schema.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Those who raise alerts by what they do again and again: on at least 5 days that lie a week or more apart, and each of their
 * operations on as many. Whoever did something once, however much of it, is not among them; nor is one who does something
 * new beside it, since an entry in an allow-list would hide that as well.
 */
final class RegularCallers {
    private static final int FEWEST_DAYS = 5;
    private static final Duration SHORTEST_SPAN = Duration.ofDays(7);
    private static final Pattern OPERATION = Pattern.compile("(?i)operation(name|namevalue|s)?");

    private final List<Caller> callers;
    private final Optional<String> remark;

    private RegularCallers(List<Caller> callers, Optional<String> remark) {
        this.callers = callers;
        this.remark = remark;
    }

    /** Someone who does the same regularly. */
    record Caller(String account, List<String> identifiers, String reason) {
        /** Whether an alert is about this one. */
        boolean raised(Alert alert) {
            return alert.account().filter(account::equals).isPresent();
        }
    }

    static RegularCallers among(List<Alert> alerts) {
        Map<String, List<Alert>> byAccount = new LinkedHashMap<>();
        alerts.forEach(alert -> alert.account()
                .ifPresent(account -> byAccount
                        .computeIfAbsent(account, a -> new ArrayList<>())
                        .add(alert)));
        List<Caller> callers = byAccount.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        (Map.Entry<String, List<Alert>> e) -> -e.getValue().size()))
                .filter(e -> isRegular(e.getValue()))
                .map(e -> caller(e.getKey(), e.getValue()))
                .toList();
        int seldom = byAccount.size() - callers.size();
        Optional<String> remark = seldom == 0
                ? Optional.empty()
                : Optional.of(
                        "accounts that do not do the same on 5 days or more over a week, and so are proposed for no"
                                + " allow-list: " + seldom);
        return new RegularCallers(callers, remark);
    }

    /** Those with the most alerts first. */
    List<Caller> callers() {
        return callers;
    }

    /** Who is not among them. */
    Optional<String> remark() {
        return remark;
    }

    private static boolean isRegular(List<Alert> alerts) {
        Map<String, List<Alert>> byOperation = new HashMap<>();
        for (Alert alert : alerts) {
            operations(alert)
                    .forEach(o -> byOperation
                            .computeIfAbsent(o, x -> new ArrayList<>())
                            .add(alert));
        }
        return isOftenEnough(alerts) && byOperation.values().stream().allMatch(RegularCallers::isOftenEnough);
    }

    private static boolean isOftenEnough(Collection<Alert> alerts) {
        Instant first = alerts.stream()
                .map(Alert::firstTime)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = alerts.stream()
                .map(Alert::lastTime)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return days(alerts).size() >= FEWEST_DAYS
                && Duration.between(first, last).compareTo(SHORTEST_SPAN) >= 0;
    }

    private static Set<LocalDate> days(Collection<Alert> alerts) {
        Set<LocalDate> days = new TreeSet<>();
        alerts.forEach(a -> days.add(a.firstTime().atZone(ZoneOffset.UTC).toLocalDate()));
        return days;
    }

    /** What was done, as far as the rows tell it. */
    private static Set<String> operations(Alert alert) {
        Set<String> operations = new LinkedHashSet<>();
        for (int i = 0; i < alert.columns().size(); i++) {
            Column column = alert.columns().get(i);
            if (OPERATION.matcher(column.name()).matches()) {
                for (List<Object> row : alert.rows()) {
                    operations.add(CellText.of(column.type(), row.get(i)).toLowerCase(Locale.ROOT));
                }
            }
        }
        return operations;
    }

    private static Caller caller(String account, List<Alert> alerts) {
        Set<String> identifiers = new LinkedHashSet<>(List.of(account));
        for (Alert alert : alerts) {
            alert.entities().stream()
                    .filter(Entity::isAccount)
                    .flatMap(e -> e.identifiers().values().stream())
                    .forEach(identifiers::add);
            identifiers.addAll(applications(alert).toList());
        }
        Set<LocalDate> days = days(alerts);
        return new Caller(
                account,
                identifiers.stream().limit(6).toList(),
                account + " raised " + alerts.size() + " alerts on " + days.size() + " days by the same");
    }

    /** The applications that its rows name, for lists of those. */
    private static Stream<String> applications(Alert alert) {
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < alert.columns().size(); i++) {
            Column column = alert.columns().get(i);
            if (column.name().equalsIgnoreCase("AppId") || column.name().equalsIgnoreCase("ClientAppId")) {
                for (List<Object> row : alert.rows()) {
                    ids.add(CellText.of(column.type(), row.get(i)));
                }
            }
        }
        return ids.stream().filter(id -> !id.isEmpty());
    }
}
