package io.azdetect.cli.report;

import static io.azdetect.catalog.page.Html.attr;
import static io.azdetect.catalog.page.Html.breakable;
import static io.azdetect.catalog.page.Html.el;
import static io.azdetect.catalog.page.Html.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.catalog.Alert;
import io.azdetect.catalog.page.Html;
import io.azdetect.cli.format.KustoText;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of an alert. What all rows share is said once; the rest is a table, or, of a few rows with many fields, a record
 * each. Empty fields are left out.
 */
final class Evidence {
    /** What a page can hold and a person look through; the other formats have all rows. */
    private static final int MOST_ROWS = 200;

    private static final int MOST_RECORDS = 3;
    private static final int WIDEST_TABLE = 4;
    private static final int WIDE_TEXT = 40;
    private static final int LONG_TEXT = 180;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Alert alert;
    private final List<Column> columns;
    private final List<List<Object>> rows;

    private Evidence(Alert alert) {
        this.alert = alert;
        this.columns = alert.columns();
        this.rows = alert.rows().subList(0, Math.min(MOST_ROWS, alert.count()));
    }

    static Html of(Alert alert) {
        return rowsOf(new Evidence(alert));
    }

    private static Html rowsOf(Evidence evidence) {
        List<Integer> filled = IntStream.range(0, evidence.columns.size())
                .filter(i -> evidence.rows.stream().anyMatch(r -> !isEmpty(r.get(i))))
                .boxed()
                .toList();
        if (evidence.rows.size() == 1) {
            return el("div.records", evidence.record(evidence.rows.get(0), filled));
        }
        List<Integer> shared = filled.stream().filter(evidence::isShared).toList();
        List<Integer> own = filled.stream().filter(i -> !shared.contains(i)).toList();
        boolean asRecords = evidence.rows.size() <= MOST_RECORDS && own.size() > WIDEST_TABLE;
        return Html.all(
                asRecords ? evidence.records(own) : evidence.table(own),
                evidence.rest(),
                shared.isEmpty()
                        ? Html.NOTHING
                        : el(
                                "div.shared",
                                el("p.note", "The same in all rows"),
                                evidence.record(evidence.rows.get(0), shared)));
    }

    private boolean isShared(int column) {
        return rows.stream().map(r -> r.get(column)).distinct().count() == 1;
    }

    private Html records(List<Integer> shown) {
        return el(
                "div.records", Html.all(rows.stream().map(r -> record(r, shown)).toList()));
    }

    private Html record(List<Object> row, List<Integer> shown) {
        List<Html> fields = new ArrayList<>();
        for (int i : shown) {
            if (!isEmpty(row.get(i))) {
                fields.add(el("dt", breakable(columns.get(i).name())));
                fields.add(el("dd", value(columns.get(i).type(), row.get(i))));
            }
        }
        return el("dl.record", Html.all(fields));
    }

    private Html table(List<Integer> shown) {
        if (shown.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> top = shown.stream()
                .map(i -> el("th", attr("scope", "col"), text(columns.get(i).name())))
                .toList();
        List<Html> body = new ArrayList<>();
        for (List<Object> row : rows) {
            body.add(el(
                    "tr",
                    Html.all(shown.stream()
                            .map(i -> cell(columns.get(i).type(), row.get(i)))
                            .toList())));
        }
        return el(
                "div.scroll",
                attr("tabindex", "0"),
                attr("role", "region"),
                attr("aria-label", "Evidence rows"),
                el("table.evidence", el("thead", el("tr", Html.all(top))), el("tbody", Html.all(body))));
    }

    private static Html cell(KqlType type, Object value) {
        boolean wide = value instanceof String text && text.length() > WIDE_TEXT;
        String kind = type.isNumeric() ? "td.number" : type == KqlType.DATETIME ? "td.nowrap" : wide ? "td.wide" : "td";
        return el(kind, value(type, value));
    }

    private Html rest() {
        int left = alert.count() - rows.size();
        return left == 0
                ? Html.NOTHING
                : el("p.note", "and " + left + " more rows, which azdetect hunt --format json has");
    }

    private static boolean isEmpty(Object value) {
        return value == null || value.equals("");
    }

    private static Html value(KqlType type, Object value) {
        String shown = KustoText.of(type, value);
        if (type == KqlType.DYNAMIC && value != null) {
            return dynamic(shown);
        }
        if (type == KqlType.DATETIME) {
            return text(shown);
        }
        return shown.length() <= LONG_TEXT
                ? breakable(shown)
                : expandable(shown.substring(0, LONG_TEXT / 2) + "…", shown);
    }

    private static Html dynamic(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (!tree.isContainerNode()) {
                return text(tree.asText());
            }
            if (json.length() <= 60) {
                return el("code", breakable(json));
            }
            String size = tree.isArray() ? tree.size() + " items" : tree.size() + " fields";
            return expandable(
                    (tree.isArray() ? "[…] " : "{…} ") + size,
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
        } catch (JsonProcessingException e) {
            // Too deep to show as a tree, say; the text itself is always true.
            return expandable(json.substring(0, Math.min(json.length(), LONG_TEXT / 2)) + "…", json);
        }
    }

    private static Html expandable(String summary, String whole) {
        return el("details.value", el("summary", summary), el("pre", whole));
    }
}
