package io.azdetect.kql.bind;

import io.azdetect.kql.diagnostic.Span;

/** The place of what an operator adds and the query does not spell out. */
final class Nowhere {
    static final Span SPAN = new Span(0, 0);

    private Nowhere() {}
}
