package io.azdetect.cli.report;

import static io.azdetect.cli.report.Html.attr;
import static io.azdetect.cli.report.Html.breakable;
import static io.azdetect.cli.report.Html.el;
import static io.azdetect.cli.report.Html.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azdetect.catalog.Alert;
import io.azdetect.cli.format.KustoText;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.util.ArrayList;
import java.util.List;

/** The rows of an alert: a few of them as records, one field a line; many as a table. Empty fields are left out. */
final class Evidence {
    /** What a page can hold and a person look through; the other formats have all rows. */
    private static final int MOST_ROWS = 200;

    private static final int MOST_RECORDS = 3;
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
        Evidence evidence = new Evidence(alert);
        return Html.all(alert.count() <= MOST_RECORDS ? evidence.records() : evidence.table(), evidence.rest());
    }

    private Html records() {
        List<Html> records = new ArrayList<>();
        for (List<Object> row : rows) {
            List<Html> fields = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                if (!isEmpty(row.get(i))) {
                    fields.add(el("dt", breakable(columns.get(i).name())));
                    fields.add(el("dd", value(columns.get(i).type(), row.get(i))));
                }
            }
            records.add(el("dl.record", Html.all(fields)));
        }
        return el("div.records", Html.all(records));
    }

    private Html table() {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            if (rows.stream().anyMatch(r -> !isEmpty(r.get(column)))) {
                shown.add(i);
            }
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
        return el(type.isNumeric() ? "td.number" : "td", value(type, value));
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
