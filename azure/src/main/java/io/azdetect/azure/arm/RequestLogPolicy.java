package io.azdetect.azure.arm;

import static java.util.Objects.requireNonNull;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.net.URL;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Says of each request what was asked and what came of it, for whoever looks for a fault. Bodies and headers may hold
 * secrets, such as the address of a webhook or a token, and so does a query string that is not ours: none of these is said.
 */
final class RequestLogPolicy implements HttpPipelinePolicy {
    private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");

    private final Consumer<String> log;

    RequestLogPolicy(Consumer<String> log) {
        this.log = requireNonNull(log, "log");
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        throw new UnsupportedOperationException("requests of this pipeline are sent synchronously");
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        HttpRequest request = context.getHttpRequest();
        String asked = request.getHttpMethod() + " " + shown(request.getUrl());
        try {
            HttpResponse response = next.processSync();
            String id = response.getHeaderValue(REQUEST_ID);
            String wait = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
            log.accept(asked + " -> " + response.getStatusCode() + (id == null ? "" : ", request " + id)
                    + (wait == null ? "" : ", retry after " + wait));
            return response;
        } catch (RuntimeException e) {
            log.accept(asked + " -> " + e.getClass().getSimpleName());
            throw e;
        }
    }

    private static String shown(URL url) {
        String query = url.getQuery();
        boolean ours = query != null && query.matches("api-version=[0-9a-z-]+");
        return url.getHost() + url.getPath() + (query == null ? "" : ours ? "?" + query : "?(hidden)");
    }
}
