package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

import io.azdetect.kql.schema.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A detection that fired, and the evidence.
 *
 * @param time when it happened: {@code firstTime}, or the end of the evaluation where no row has a time
 * @param firstTime the earliest {@code TimeGenerated} of its rows, or {@code time}
 * @param lastTime the latest one
 * @param raisedAt the end of the evaluation in which Sentinel would have raised it
 * @param entities who and what its rows name, each once, in the order of the detection's entity mappings
 * @param columns of {@code rows}
 * @param rows the evidence, in the order of time; values have the Java forms of {@link io.azdetect.kql.type.KqlType}
 */
public record Alert(
        Detection detection,
        Instant time,
        Instant firstTime,
        Instant lastTime,
        Instant raisedAt,
        List<Entity> entities,
        List<Column> columns,
        List<List<Object>> rows) {
    public Alert {
        requireNonNull(detection, "detection");
        requireNonNull(time, "time");
        requireNonNull(firstTime, "firstTime");
        requireNonNull(lastTime, "lastTime");
        requireNonNull(raisedAt, "raisedAt");
        entities = List.copyOf(entities);
        columns = List.copyOf(columns);
        rows = rows.stream()
                .map(r -> Collections.unmodifiableList(new ArrayList<>(r)))
                .toList();
    }

    /** How many rows there are. */
    public int count() {
        return rows.size();
    }

    /** Who did it: the first account that it names. */
    public Optional<String> account() {
        return entities.stream().filter(Entity::isAccount).map(Entity::value).findFirst();
    }

    /** From where: the first address that it names. */
    public Optional<String> address() {
        return entities.stream().filter(Entity::isAddress).map(Entity::value).findFirst();
    }

    /** On what: the values of all other entities, such as resources and hosts. */
    public List<String> targets() {
        return entities.stream()
                .filter(e -> !e.isAccount() && !e.isAddress())
                .map(Entity::value)
                .distinct()
                .toList();
    }
}
