package io.azdetect.azure.remote;

import static java.util.Objects.requireNonNull;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azdetect.azure.arm.Arm;
import io.azdetect.azure.arm.AzureException;
import io.azdetect.azure.arm.Waiting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A database of an Azure Data Explorer cluster, by <a
 * href="https://learn.microsoft.com/kusto/api/rest/request">its REST API</a> in the second version, through the SDK's pipeline.
 * It is asked to change nothing.
 */
public final class RemoteCluster implements RemoteDatabase {
    private static final int MOST_AT_ONCE = 5;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final HttpHeaderName READ_ONLY = HttpHeaderName.fromString("x-ms-readonly");
    private static final HttpHeaderName APPLICATION = HttpHeaderName.fromString("x-ms-app");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Context WHOLE = new Context("azure-eagerly-read-response", true);

    private final HttpPipeline pipeline;
    private final URI cluster;
    private final String database;
    private final Pauses pauses;

    /**
     * A database; nothing is asked of it yet.
     *
     * @param address {@code https://CLUSTER.REGION.kusto.windows.net/DATABASE}
     * @param log told of each request, in a line without secrets
     * @throws IllegalArgumentException when that is none
     */
    public RemoteCluster(
            String address, TokenCredential credential, HttpClient http, Waiting waiting, Consumer<String> log) {
        URI uri = parsed(requireNonNull(address, "address"));
        this.cluster = URI.create("https://" + uri.getAuthority());
        this.database = uri.getPath().substring(1).replaceFirst("/$", "");
        this.pauses = new Pauses(waiting);
        this.pipeline = Arm.queryPipeline(cluster + "/.default", credential, http, pauses, log);
    }

    /** Whether this is meant to be an address of a cluster, well or badly written. */
    public static boolean isAddress(String text) {
        return text.toLowerCase(Locale.ROOT).matches("https?:.*");
    }

    private static URI parsed(String address) {
        try {
            URI uri = URI.create(address);
            boolean clean = "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (clean && uri.getPath().matches("/[^/]+/?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as of any other text.
        }
        // Whoever writes a password into an address need not see it again.
        String shown = address.indexOf('@') < 0 ? "'" + address + "'" : "this address";
        throw new IllegalArgumentException(
                shown + " is no database of a cluster: write" + " https://CLUSTER.REGION.kusto.windows.net/DATABASE");
    }

    /** @param span applies to tables with a column {@code TimeGenerated} */
    @Override
    public RemoteResult query(String query, Optional<String> span, Duration timeLimit) {
        ObjectNode body = JSON.createObjectNode().put("db", database).put("csl", query);
        ObjectNode options = body.putObject("properties").putObject("Options");
        options.put("servertimeout", timespan(timeLimit.compareTo(LONGEST) > 0 ? LONGEST : timeLimit));
        options.put("results_progressive_enabled", false);
        span.ifPresent(text -> scope(options, text));
        HttpRequest request = new HttpRequest(HttpMethod.POST, cluster + "/v2/rest/query")
                .setHeader(HttpHeaderName.ACCEPT, "application/json")
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json; charset=utf-8")
                .setHeader(APPLICATION, "azdetect")
                .setHeader(READ_ONLY, "true")
                .setBody(body.toString().getBytes(StandardCharsets.UTF_8));
        try (HttpResponse response = pipeline.sendSync(request, WHOLE)) {
            String answer = response.getBodyAsBinaryData().toString();
            if (response.getStatusCode() != 200) {
                throw ClusterError.of(response.getStatusCode(), answer, database, cluster);
            }
            return result(JSON.readTree(answer));
        } catch (JsonProcessingException e) {
            throw new AzureException("the cluster " + cluster + " answered with something that is no JSON", e);
        } catch (RuntimeException e) {
            throw Arm.translated(e, cluster.getHost());
        }
    }

    /** Lets only rows of this time be seen, as Log Analytics does with its time span. */
    private void scope(ObjectNode options, String span) {
        int slash = span.indexOf('/');
        Instant to = slash < 0 ? pauses.now() : Instant.parse(span.substring(slash + 1));
        Instant from = slash < 0 ? to.minus(Duration.parse(span)) : Instant.parse(span.substring(0, slash));
        options.put("query_datetimescope_column", "TimeGenerated");
        options.put("query_datetimescope_from", from.toString());
        options.put("query_datetimescope_to", to.toString());
    }

    private static String timespan(Duration limit) {
        long seconds = Math.max(1, limit.toSeconds());
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** What the frames of an answer hold; rows that came before something went wrong come with the error. */
    private RemoteResult result(JsonNode frames) {
        if (!frames.isArray()) {
            throw ClusterError.of(200, frames.toString(), database, cluster);
        }
        List<JsonNode> tables = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (JsonNode frame : frames) {
            if (frame.path("TableKind").asText().equals("PrimaryResult")) {
                tables.add(frame);
            }
            errors.addAll(ClusterError.messages(frame.path("OneApiErrors")));
            if (frame.path("Cancelled").asBoolean()) {
                errors.add("the query was cancelled");
            }
        }
        if (tables.isEmpty()) {
            throw new AzureException("the cluster " + cluster + " cannot run this query: "
                    + (errors.isEmpty() ? "it gave no result" : String.join("; ", errors)));
        }
        JsonNode table = tables.get(0);
        return RemoteRows.read(
                table.path("Columns"),
                table.path("Rows"),
                "ColumnName",
                "ColumnType",
                tables.size(),
                errors.stream().distinct().collect(Collectors.joining("; ")));
    }

    @Override
    public int mostAtOnce() {
        return MOST_AT_ONCE;
    }

    @Override
    public Pauses pauses() {
        return pauses;
    }
}
