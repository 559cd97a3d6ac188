package io.azdetect.azure.arm;

import static java.util.Objects.requireNonNull;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.polling.PollResult;
import com.azure.core.management.polling.SyncPollerFactory;
import com.azure.core.management.serializer.SerializerFactory;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.SyncPoller;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Azure Resource Manager: resources read and written as the JSON that they are, so that what is compared and what is sent is
 * all there is. Requests go through the SDK's pipeline and its poller. May be used by several threads.
 */
public final class Arm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(2);
    private static final int MOST_PAGES = 10_000;

    /** Bodies are read before a response is handed on, so that one that breaks off is asked for again. */
    private static final Context WHOLE = new Context("azure-eagerly-read-response", true);

    private final Cloud cloud;
    private final HttpPipeline pipeline;
    private final Waiting waiting;

    /**
     * A connection; nothing is sent yet.
     *
     * @param log told of each request, in a line without secrets
     */
    public Arm(Cloud cloud, TokenCredential credential, HttpClient http, Waiting waiting, Consumer<String> log) {
        this.cloud = requireNonNull(cloud, "cloud");
        this.waiting = requireNonNull(waiting, "waiting");
        this.pipeline = pipeline(new PatientPolicy(waiting, Set.of()), cloud.scope(), credential, http, log);
    }

    /** The policies that requests for queries go through. One that took too long would do so again, so it is not repeated. */
    public static HttpPipeline queryPipeline(
            String scope, TokenCredential credential, HttpClient http, Waiting waiting, Consumer<String> log) {
        return pipeline(new PatientPolicy(waiting, Set.of(504)), scope, credential, http, log);
    }

    private static HttpPipeline pipeline(
            PatientPolicy patience, String scope, TokenCredential credential, HttpClient http, Consumer<String> log) {
        SdkThreads.install();
        return new HttpPipelineBuilder()
                .policies(
                        new UserAgentPolicy("azdetect"),
                        new RequestIdPolicy(),
                        patience,
                        new FreshTokenPolicy(credential, scope),
                        new RequestLogPolicy(log))
                .httpClient(http)
                .build();
    }

    public Cloud cloud() {
        return cloud;
    }

    public Waiting waiting() {
        return waiting;
    }

    /**
     * A resource.
     *
     * @param doing what the request is for, to end the sentence {@code cannot …}
     * @throws ArmException when there is none, or it may not be read
     */
    public ObjectNode get(String path, String apiVersion, String doing) {
        Response<BinaryData> response = send(HttpMethod.GET, url(path, apiVersion), null, Optional.empty());
        return object(require(response, doing, path));
    }

    /** A resource; nothing when it is not there. */
    public Optional<ObjectNode> find(String path, String apiVersion, String doing) {
        try {
            return Optional.of(get(path, apiVersion, doing));
        } catch (ArmException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All resources of a collection, from all its pages. */
    public List<ObjectNode> list(String path, String apiVersion, String doing) {
        return list(path, apiVersion, Optional.empty(), doing);
    }

    /**
     * The resources of a collection that a filter lets through, from all pages.
     *
     * @param filter a condition of OData, such as {@code principalId eq '…'}
     */
    public List<ObjectNode> list(String path, String apiVersion, Optional<String> filter, String doing) {
        List<ObjectNode> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String next = url(path, apiVersion)
                + filter.map(f -> "&$filter=" + URLEncoder.encode(f, StandardCharsets.UTF_8))
                        .orElse("");
        while (!next.isEmpty()) {
            if (!seen.add(next) || seen.size() > MOST_PAGES) {
                throw new AzureException("cannot " + doing + ": Azure's pages go round in a circle; try again later");
            }
            HttpRequest request = new HttpRequest(HttpMethod.GET, next);
            if (!isOurs(request.getUrl())) {
                // A token must not follow a link to somebody else.
                throw new AzureException("cannot " + doing + ": a page points outside " + cloud.resourceManager());
            }
            JsonNode page = require(send(request), doing, path);
            page.path("value").forEach(resource -> all.add(object(resource)));
            next = page.path("nextLink").asText("");
        }
        return all;
    }

    /**
     * Makes or replaces a resource, and waits until Azure is done.
     *
     * @param etag the version that is replaced; Azure refuses when it holds another one
     * @return the resource as Azure holds it
     */
    public ObjectNode put(String path, String apiVersion, ObjectNode body, Optional<String> etag, String doing) {
        return object(change(HttpMethod.PUT, path, apiVersion, body, etag, doing));
    }

    /** Removes a resource, and waits until Azure is done; one that is not there is no error. */
    public void delete(String path, String apiVersion, Optional<String> etag, String doing) {
        try {
            change(HttpMethod.DELETE, path, apiVersion, null, etag, doing);
        } catch (ArmException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    /** Asks for something that takes a request's body, waits until Azure is done, and gives what it answers. */
    public JsonNode post(String path, String apiVersion, ObjectNode body, String doing) {
        return change(HttpMethod.POST, path, apiVersion, body, Optional.empty(), doing);
    }

    private JsonNode change(
            HttpMethod method, String path, String apiVersion, ObjectNode body, Optional<String> etag, String doing) {
        Response<BinaryData> first = send(method, url(path, apiVersion), body, etag);
        JsonNode answer = require(first, doing, path);
        boolean later = first.getStatusCode() == 202
                || first.getHeaders().getValue(HttpHeaderName.AZURE_ASYNCOPERATION) != null
                || (first.getStatusCode() == 201 && first.getHeaders().getValue(HttpHeaderName.LOCATION) != null);
        if (!later) {
            return answer;
        }
        JsonNode result = finish(first, doing, path);
        // What the poller gives as a resource differs by service; the resource itself is what counts.
        return method == HttpMethod.PUT ? get(path, apiVersion, doing) : result;
    }

    /** Polls until an operation is over; what it came to, if it says so. */
    private JsonNode finish(Response<BinaryData> accepted, String doing, String path) {
        // The SDK's poller takes 200 for the end, though a change of what is there may be answered so at its begin.
        Response<BinaryData> begun = accepted.getStatusCode() == 200
                ? new SimpleResponse<>(accepted.getRequest(), 201, accepted.getHeaders(), accepted.getValue())
                : accepted;
        try {
            SyncPoller<PollResult<Object>, Object> poller = SyncPollerFactory.create(
                    SerializerFactory.createDefaultManagementSerializerAdapter(),
                    pipeline,
                    Object.class,
                    Object.class,
                    BETWEEN_POLLS,
                    () -> begun);
            for (PollResponse<PollResult<Object>> response = poller.poll(); ; response = poller.poll()) {
                LongRunningOperationStatus status = response.getStatus();
                if (status.isComplete()) {
                    if (!status.equals(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED)) {
                        throw failed(response.getValue(), doing);
                    }
                    return accepted.getRequest().getHttpMethod() == HttpMethod.POST
                            ? JSON.valueToTree(poller.getFinalResult())
                            : JSON.createObjectNode();
                }
                Duration pause = response.getRetryAfter();
                waiting.sleep(pause == null ? BETWEEN_POLLS : pause);
            }
        } catch (ManagementException e) {
            int status = e.getResponse() == null ? 0 : e.getResponse().getStatusCode();
            String code =
                    e.getValue() == null ? "" : String.valueOf(e.getValue().getCode());
            throw new ArmError(status, code, String.valueOf(e.getMessage())).exception(doing, path);
        } catch (RuntimeException e) {
            throw translated(e, cloud.resourceManager().getHost());
        }
    }

    /** Why an operation that was accepted failed: the service's own words, which the last answer has. */
    private static ArmException failed(PollResult<Object> result, String doing) {
        PollResult.Error error = result == null ? null : result.getError();
        String body = error == null || error.getResponseBody() == null ? "" : error.getResponseBody();
        ArmError said = ArmError.of(0, body);
        String reason = said.message().isEmpty()
                ? error == null ? "it failed" : error.getMessage()
                : said.code() + ": " + said.message();
        return new ArmException(0, said.code(), "cannot " + doing + ": Azure took it on, and then said " + reason);
    }

    private Response<BinaryData> send(HttpMethod method, String url, ObjectNode body, Optional<String> etag) {
        HttpRequest request = new HttpRequest(method, url);
        if (body != null) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
            request.setBody(body.toString().getBytes(StandardCharsets.UTF_8));
        }
        etag.ifPresent(version -> request.setHeader(HttpHeaderName.IF_MATCH, version));
        return send(request);
    }

    /** Azure writes its own port into links, which other addresses of it lack. */
    private boolean isOurs(URL url) {
        return url.getProtocol().equalsIgnoreCase("https")
                && url.getHost().equalsIgnoreCase(cloud.resourceManager().getHost());
    }

    private Response<BinaryData> send(HttpRequest request) {
        request.setHeader(HttpHeaderName.ACCEPT, "application/json");
        try (HttpResponse response = pipeline.sendSync(request, WHOLE)) {
            return new SimpleResponse<>(
                    request, response.getStatusCode(), response.getHeaders(), BinaryData.fromBytes(bytes(response)));
        } catch (RuntimeException e) {
            throw translated(e, request.getUrl().getHost());
        }
    }

    private static byte[] bytes(HttpResponse response) {
        BinaryData body = response.getBodyAsBinaryData();
        return body == null ? new byte[0] : body.toBytes();
    }

    /** An exception of the SDK or the network as one for people. */
    public static RuntimeException translated(RuntimeException thrown, String host) {
        if (thrown instanceof AzureException) {
            return thrown;
        }
        Optional<LoginException> login = Login.refused(thrown);
        if (login.isPresent()) {
            return login.get();
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
                return new AzureException(
                        "cannot reach " + host + ": " + reason
                                + "\nIs there a network, and a proxy that has to be set (HTTPS_PROXY)?",
                        thrown);
            }
        }
        return thrown;
    }

    private static JsonNode require(Response<BinaryData> response, String doing, String path) {
        String body = response.getValue().toString();
        if (response.getStatusCode() >= 300) {
            throw ArmError.of(response.getStatusCode(), body).exception(doing, path);
        }
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot " + doing + ": what Azure answered is no JSON", e);
        }
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : JSON.createObjectNode();
    }

    private String url(String path, String apiVersion) {
        return cloud.resourceManager() + path + "?api-version=" + apiVersion;
    }
}
