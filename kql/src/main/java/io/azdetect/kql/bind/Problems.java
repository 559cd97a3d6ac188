package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is wrong with a query. A compilation ends at the first mistake; a check keeps it, goes on with what does not depend on
 * it, and keeps silent of what is wrong only because of it.
 */
final class Problems {
    private static final Set<Code> UNKNOWN = EnumSet.of(Code.UNKNOWN_TABLE, Code.UNKNOWN_COLUMN, Code.UNKNOWN_FUNCTION);

    private final boolean keeps;
    private final String text;
    private final Set<Diagnostic> found = new LinkedHashSet<>();
    private final Set<String> broken = new HashSet<>();

    private Problems(boolean keeps, String text) {
        this.keeps = keeps;
        this.text = text;
    }

    /** Those of a compilation: the first one is thrown. */
    static Problems thrown() {
        return new Problems(false, "");
    }

    /** Those of a check of a text: all are kept. */
    static Problems kept(String text) {
        return new Problems(true, text);
    }

    /** What a step gives; nothing when it fails and the failure is kept. */
    <T> Optional<T> attempt(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (KqlException e) {
            if (!keeps || e.diagnostic().code() == Code.TOO_COMPLEX) {
                throw e;
            }
            add(e.diagnostic());
            return Optional.empty();
        }
    }

    /** Does a step for each item, also when it fails for one, and then fails as the first did. */
    <T> void each(Iterable<? extends T> items, Consumer<T> step) {
        List<KqlException> failures = new ArrayList<>();
        for (T item : items) {
            attempt(() -> {
                try {
                    step.accept(item);
                } catch (KqlException e) {
                    failures.add(e);
                    throw e;
                }
                return item;
            });
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /** A name that has no meaning because what gives it one is wrong. */
    void breakName(String name) {
        broken.add(name);
    }

    void add(Diagnostic diagnostic) {
        Span span = diagnostic.span();
        boolean follows = UNKNOWN.contains(diagnostic.code())
                && span.file().isEmpty()
                && span.end() <= text.length()
                && broken.contains(text.substring(span.start(), span.end()));
        if (!follows) {
            found.add(diagnostic);
        }
    }

    /** All that were kept, in the order in which they were found. */
    List<Diagnostic> found() {
        return List.copyOf(found);
    }
}
