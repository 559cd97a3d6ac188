package io.azdetect.telemetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One kind of raw record: its name, where it is written, the short fields it is written with, and how they expand. The
 * reference page of event kinds is made from these declarations.
 */
public final class EventKind {

    /** Expands short fields into the raw record. */
    @FunctionalInterface
    interface Template {
        ObjectNode expand(ShortFields fields);
    }

    private final String name;
    private final String container;
    private final String description;
    private final List<ShortField> fields;
    private final Map<String, ShortField> byName;
    private final String example;
    private final Template template;

    private EventKind(Declaration declaration, Template template) {
        this.name = declaration.name;
        this.container = declaration.container;
        this.description = Objects.requireNonNull(declaration.description, "description");
        this.fields = List.copyOf(declaration.fields);
        this.byName = fields.stream().collect(Collectors.toUnmodifiableMap(ShortField::name, Function.identity()));
        this.example = Objects.requireNonNull(declaration.example, "example");
        this.template = Objects.requireNonNull(template, "template");
    }

    static Declaration named(String name, String container) {
        return new Declaration(name, container);
    }

    /** As written in a test, for example {@code keyvault}. */
    public String name() {
        return name;
    }

    /** Where Azure writes it: a storage container, or the table that its rows go to. */
    public String container() {
        return container;
    }

    /** What the record says and who writes it. */
    public String description() {
        return description;
    }

    /** The short fields, in the order in which they are documented. */
    public List<ShortField> fields() {
        return fields;
    }

    /** Overrides that make a typical record, as JSON text. */
    public String example() {
        return example;
    }

    Optional<ShortField> field(String fieldName) {
        return Optional.ofNullable(byName.get(fieldName));
    }

    ObjectNode expand(ShortFields given) {
        return template.expand(given);
    }

    @Override
    public String toString() {
        return name;
    }

    /** The declaration of a kind while it is being written down. */
    static final class Declaration {

        private final String name;
        private final String container;
        private final List<ShortField> fields = new ArrayList<>();
        private String description;
        private String example;

        private Declaration(String name, String container) {
            this.name = Objects.requireNonNull(name, "name");
            this.container = Objects.requireNonNull(container, "container");
        }

        Declaration about(String text) {
            description = text;
            return this;
        }

        Declaration field(String fieldName, String meaning, String fieldExample) {
            fields.add(new ShortField(fieldName, meaning, fieldExample));
            return this;
        }

        Declaration example(String overrides) {
            example = overrides;
            return this;
        }

        EventKind expandedBy(Template template) {
            fields.add(new ShortField(
                    ShortFields.NTH,
                    "Tells apart events that are otherwise the same: it changes the generated ids.",
                    "2"));
            return new EventKind(this, template);
        }
    }
}
