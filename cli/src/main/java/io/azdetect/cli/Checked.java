package io.azdetect.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check found.
 *
 * @param files how many files it read
 * @param findings in the order of files and places
 * @param unreadable the files that it could not read, each with the reason
 */
record Checked(int files, List<Finding> findings, Map<String, String> unreadable) {
    Checked {
        findings = List.copyOf(findings);
        unreadable = new LinkedHashMap<>(unreadable);
    }
}
