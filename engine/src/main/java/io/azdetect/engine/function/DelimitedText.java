package io.azdetect.engine.function;

import java.util.ArrayList;
import java.util.List;

/** Records of cells, as RFC 4180 has them, with any separator. */
final class DelimitedText {
    private DelimitedText() {}

    static List<List<String>> records(String text, char separator) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.length() == 0) {
                quoted = true;
                begun = true;
            } else if (c == separator) {
                record.add(cell.toString());
                cell.setLength(0);
                begun = true;
            } else if (c == '\n' || c == '\r') {
                if (begun || cell.length() > 0) {
                    record.add(cell.toString());
                    records.add(record);
                }
                record = new ArrayList<>();
                cell.setLength(0);
                begun = false;
            } else {
                cell.append(c);
            }
        }
        if (begun || cell.length() > 0) {
            record.add(cell.toString());
            records.add(record);
        }
        return records;
    }
}
