package io.azdetect.engine.stage;

/** The order of values of one type, as the engine has it. */
final class ValueOrder {
    private ValueOrder() {}

    static int compare(Object left, Object right) {
        if (left instanceof String l && right instanceof String r) {
            return byCodePoint(l, r);
        }
        if (left instanceof Double l && right instanceof Double r) {
            return l.doubleValue() == r.doubleValue() ? 0 : Double.compare(l, r);
        }
        if (left instanceof Integer l && right instanceof Integer r) {
            return Integer.compare(l, r);
        }
        return Long.compare((Long) left, (Long) right);
    }

    /** By code points, as UTF-8 sorts; Java's own order puts surrogates before the characters that end the first plane. */
    private static int byCodePoint(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return Character.isSurrogate(l) == Character.isSurrogate(r)
                        ? Character.compare(l, r)
                        : Character.isSurrogate(l) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
