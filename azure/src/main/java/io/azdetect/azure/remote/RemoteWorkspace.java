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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A Log Analytics workspace in Azure, which runs queries itself: its query API (<a
 * href="https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format">version 1</a>) through the SDK's pipeline,
 * with the policies of Azure Resource Manager.
 */
public final class RemoteWorkspace implements RemoteDatabase {
    /** <a href="https://learn.microsoft.com/azure/azure-monitor/service-limits#log-queries-and-language">Of a login</a>. */
    private static final int MOST_AT_ONCE = 5;

    private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Context WHOLE = new Context("azure-eagerly-read-response", true);

    private final HttpPipeline pipeline;
    private final String workspace;
    private final String address;
    private final Pauses pauses;

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
        this.pauses = new Pauses(waiting);
        this.pipeline = Arm.queryPipeline(cloud.logAnalyticsScope(), credential, http, pauses, log);
    }

    private static boolean isResource(String workspace) {
        return workspace.matches("(?i)/subscriptions/[^/\\s?#]+/resourceGroups/[^/\\s?#]+/providers/[^\\s?#]+");
    }

    @Override
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

    @Override
    public int mostAtOnce() {
        return MOST_AT_ONCE;
    }

    @Override
    public Pauses pauses() {
        return pauses;
    }

    private static RemoteResult result(JsonNode answer) {
        // Rows that came before something went wrong come with the error, and with the status of a success.
        JsonNode error = answer.path("error");
        return RemoteRows.read(
                answer.at("/tables/0/columns"),
                answer.at("/tables/0/rows"),
                "name",
                "type",
                answer.path("tables").size(),
                error.isObject() ? error.path("code").asText() + ": " + QueryError.innermost(error) : "");
    }
}
