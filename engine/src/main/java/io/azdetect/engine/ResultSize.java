package io.azdetect.engine;

import io.azdetect.kql.schema.Column;
import java.util.List;

/** How large rows of a result are: see {@link QueryLimits#bytes()}. */
final class ResultSize {
    private ResultSize() {}

    static long of(List<Column> columns, Object[] row) {
        long bytes = 0;
        for (int i = 0; i < row.length; i++) {
            if (row[i] != null) {
                bytes += switch (columns.get(i).type()) {
                    case STRING, DYNAMIC -> utf8((String) row[i]);
                    case BOOL -> 1;
                    case INT -> 4;
                    case DECIMAL, GUID -> 16;
                    case LONG, REAL, DATETIME, TIMESPAN -> 8;
                };
            }
        }
        return bytes;
    }

    private static long utf8(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair is two of its four bytes.
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }
}
