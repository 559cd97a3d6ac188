package io.azdetect.cli.azure;

import java.util.ArrayList;
import java.util.List;

/** Which lines of a text go and which come, with a few around them that stay. */
final class LineDiff {
    private static final int CONTEXT = 1;

    private LineDiff() {}

    /** Lines that begin with a blank where they stay, {@code -} where they go and {@code +} where they come. */
    static List<String> of(String before, String after) {
        List<String> a = before.lines().toList();
        List<String> b = after.lines().toList();
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                lines.add(" " + a.get(i));
                i++;
                j++;
            } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("-" + a.get(i++));
            } else {
                lines.add("+" + b.get(j++));
            }
        }
        return nearChanges(lines);
    }

    private static List<String> nearChanges(List<String> lines) {
        List<String> near = new ArrayList<>();
        boolean skipped = false;
        for (int i = 0; i < lines.size(); i++) {
            if (isNearChange(lines, i)) {
                near.add(lines.get(i));
                skipped = false;
            } else if (!skipped) {
                near.add(" …");
                skipped = true;
            }
        }
        return near;
    }

    private static boolean isNearChange(List<String> lines, int index) {
        int to = Math.min(lines.size() - 1, index + CONTEXT);
        for (int i = Math.max(0, index - CONTEXT); i <= to; i++) {
            if (!lines.get(i).startsWith(" ")) {
                return true;
            }
        }
        return false;
    }
}
