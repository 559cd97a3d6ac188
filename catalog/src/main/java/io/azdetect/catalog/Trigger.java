package io.azdetect.catalog;

import static java.util.Objects.requireNonNull;

/** How many rows an evaluation must give to fire. */
public record Trigger(Comparison comparison, int threshold) {
    public Trigger {
        requireNonNull(comparison, "comparison");
        if (threshold < 0) {
            throw new IllegalArgumentException("threshold " + threshold);
        }
    }

    /** Whether an evaluation with this many rows fires. */
    public boolean isReachedBy(long rows) {
        return switch (comparison) {
            case GREATER_THAN -> rows > threshold;
            case LESS_THAN -> rows < threshold;
            case EQUAL -> rows == threshold;
            case NOT_EQUAL -> rows != threshold;
        };
    }

    /** Sentinel's four trigger operators. */
    public enum Comparison {
        GREATER_THAN("gt", "GreaterThan"),
        LESS_THAN("lt", "LessThan"),
        EQUAL("eq", "Equal"),
        NOT_EQUAL("ne", "NotEqual");

        private final String shortName;
        private final String sentinelName;

        Comparison(String shortName, String sentinelName) {
            this.shortName = shortName;
            this.sentinelName = sentinelName;
        }

        /** As rule files write it, such as {@code gt}. */
        public String shortName() {
            return shortName;
        }

        /** As Sentinel's API writes it, such as {@code GreaterThan}. */
        public String sentinelName() {
            return sentinelName;
        }
    }
}
