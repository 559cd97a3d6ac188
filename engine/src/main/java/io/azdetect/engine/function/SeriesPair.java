package io.azdetect.engine.function;

/** Two series side by side, where one number stands for a series of that number. */
record SeriesPair(Series left, boolean leftIsNumber, Series right, boolean rightIsNumber) {
    /** Null where neither is a series. */
    static SeriesPair read(String left, String right) {
        Series one = Series.read(left);
        Series other = Series.read(right);
        if (one == null && other == null) {
            return null;
        }
        return new SeriesPair(
                one == null ? Series.read("[" + left + "]") : one,
                one == null,
                other == null ? Series.read("[" + right + "]") : other,
                other == null);
    }

    /** The length of the longer series. */
    int longest() {
        return leftIsNumber ? right.size() : rightIsNumber ? left.size() : Math.max(left.size(), right.size());
    }

    /** The length of the shorter series. */
    int shortest() {
        return leftIsNumber ? right.size() : rightIsNumber ? left.size() : Math.min(left.size(), right.size());
    }

    /** Where the left element of a place is. */
    int inLeft(int place) {
        return leftIsNumber ? 0 : place;
    }

    int inRight(int place) {
        return rightIsNumber ? 0 : place;
    }

    /** Whether both have a number at the place. */
    boolean has(int place) {
        return inLeft(place) < left.size()
                && inRight(place) < right.size()
                && !left.isAbsent(inLeft(place))
                && !right.isAbsent(inRight(place));
    }
}
