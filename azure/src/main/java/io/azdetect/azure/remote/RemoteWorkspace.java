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
import io.azdetect.azure.arm.Cloud;
import io.azdetect.azure.arm.Waiting;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.type.KqlType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A Log Analytics workspace in Azure, which runs queries itself: its query API (<a
 * href="https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format">version 1</a>) through the SDK's pipeline,
 * with the same policies as Azure Resource Manager. May be used by several threads.
 */
public final class RemoteWorkspace {
    /** <a href="https://learn.microsoft.com/azure/azure-monitor/service-limits#log-queries-and-language">Of a login</a>. */
    public static final int MOST_AT_ONCE = 5;

    private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Context WHOLE = new Context("azure-eagerly-read-response", true);

    private final HttpPipeline pipeline;
    private final String workspace;
    private final String address;

    /**
     * A workspace; nothing is asked of it yet.
     *
     * @param workspace its own id or its resource id
     * @param log told of each request, in a line without secrets
     * @throws IllegalArgumentException when that is neither
     */
    public RemoteWorkspace(
            Cloud cloud,
            TokenCredential credential,
            HttpClient http,
            Waiting waiting,
            Consumer<String> log,
            String workspace) {
        if (!GUID.matcher(requireNonNull(workspace, "workspace")).matches() && !isResource(workspace)) {
            throw new IllegalArgumentException("'" + workspace + "' is no workspace: write its own id, such as"
                    + " 12345678-…, or its resource id, /subscriptions/…/workspaces/NAME");
        }
        this.workspace = workspace;
        this.address = cloud.logAnalytics() + "/v1" + (isResource(workspace) ? workspace : "/workspaces/" + workspace)
                + "/query";
        this.pipeline = Arm.pipeline(cloud.logAnalyticsScope(), credential, http, waiting, log);
    }

    private static boolean isResource(String workspace) {
        return workspace.matches("(?i)/subscriptions/[^/\\s?#]+/resourceGroups/[^/\\s?#]+/providers/[^\\s?#]+");
    }

    /**
     * Runs a query.
     *
     * @param span what it sees: the last so much, or all when empty
     * @param timeLimit how long it may take there; ten minutes at most
     * @throws AzureException when it cannot be run, with the reason
     */
    public RemoteResult query(String query, Optional<String> span, Duration timeLimit) {
        Duration limit = timeLimit.compareTo(LONGEST) > 0 ? LONGEST : timeLimit;
        ObjectNode body = JSON.createObjectNode().put("query", query);
        span.ifPresent(s -> body.put("timespan", s));
        HttpRequest request = new HttpRequest(HttpMethod.POST, address)
                .setHeader(HttpHeaderName.ACCEPT, "application/json")
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                .setHeader(HttpHeaderName.PREFER, "wait=" + Math.max(1, limit.toSeconds()))
                .setBody(body.toString().getBytes(StandardCharsets.UTF_8));
        try (HttpResponse response = pipeline.sendSync(request, WHOLE)) {
            String answer = response.getBodyAsBinaryData().toString();
            if (response.getStatusCode() != 200) {
                throw QueryError.of(response.getStatusCode(), answer, workspace);
            }
            return result(JSON.readTree(answer));
        } catch (JsonProcessingException e) {
            throw new AzureException("the workspace " + workspace + " answered with something that is no JSON", e);
        } catch (RuntimeException e) {
            throw Arm.translated(e, request.getUrl().getHost());
        }
    }

    private static RemoteResult result(JsonNode answer) {
        JsonNode table = answer.at("/tables/0");
        List<Column> columns = new ArrayList<>();
        table.path("columns")
                .forEach(c -> columns.add(
                        new Column(c.path("name").asText(), type(c.path("type").asText()))));
        List<List<Object>> rows = new ArrayList<>();
        for (JsonNode row : table.path("rows")) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                values.add(RemoteValues.of(columns.get(i).type(), row.path(i)));
            }
            rows.add(values);
        }
        // Rows that came before something went wrong come with the error, and with the status of a success.
        JsonNode error = answer.path("error");
        return new RemoteResult(
                columns,
                rows,
                error.isObject()
                        ? Optional.of(error.path("code").asText() + ": " + QueryError.innermost(error))
                        : Optional.empty());
    }

    private static KqlType type(String name) {
        return KqlType.of(name)
                .orElseThrow(() -> new AzureException("the workspace sent a column of the unknown type " + name));
    }
}
