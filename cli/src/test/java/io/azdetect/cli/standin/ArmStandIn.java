package io.azdetect.cli.standin;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Stands in for Azure Resource Manager: an HTTPS server that answers the SDK's requests as Azure does, with faults where a
 * test asks for them. What it holds is in {@link ArmState}.
 */
public final class ArmStandIn implements AutoCloseable {
    static {
        // Else each answer of the JDK's server waits for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** With which a service principal logs in here. */
    public static final String SECRET = "right-and-never-said";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request as it came in. */
    public record Asked(String method, String path, String body) {}

    private final ArmState state = new ArmState();
    private final HttpsServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final java.util.Set<String> goodTokens = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> token = new AtomicReference<>("token-1");
    private volatile Function<Asked, Fault> faults = request -> Fault.NONE;
    private volatile int retryAfterSeconds = 7;
    private volatile boolean challenging;
    private volatile ArmState.Answer cluster = new ArmState.Answer(404, Map.of(), JSON.createObjectNode());
    private volatile Function<ObjectNode, ObjectNode> queries = request -> ArmState.table();

    public ArmStandIn() {
        goodTokens.add("token-1");
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(Certificate.context()));
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** What it holds. */
    public ArmState state() {
        return state;
    }

    /** Every request so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public void forgetAsked() {
        asked.clear();
    }

    /** What goes wrong from now on. */
    public void failing(Function<Asked, Fault> schedule) {
        faults = schedule;
    }

    /** What workspaces answer to queries from now on; an object with {@code error} and no tables is refused with 400. */
    public void answering(Function<String, ObjectNode> answers) {
        queries = request -> answers.apply(request.path("query").asText());
    }

    /** The same by the whole request, with its {@code query} and {@code timespan}. */
    public void answeringRequests(Function<ObjectNode, ObjectNode> answers) {
        queries = answers;
    }

    /** What databases of Azure Data Explorer answer from now on. */
    public void answeringCluster(int status, String json) {
        try {
            cluster = new ArmState.Answer(status, Map.of(), JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    public void retryAfter(int seconds) {
        retryAfterSeconds = seconds;
    }

    /** Takes back the tokens that are out; with a challenge that says so, or without. */
    public void expireTokens(boolean withChallenge) {
        challenging = withChallenge;
        goodTokens.clear();
        String next = "token-" + (Integer.parseInt(token.get().replace("token-", "")) + 1);
        goodTokens.add(next);
        token.set(next);
    }

    /** Takes back the tokens that are out, and gives no others that are good. */
    public void expireLogin() {
        goodTokens.clear();
    }

    /** A client that trusts this server. */
    public static HttpClient http() {
        return new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(Certificate.context()))
                .build();
    }

    /** A login that gets the tokens that are good now, and holds on to each for an hour. */
    public TokenCredential login() {
        return request -> Mono.fromSupplier(() ->
                new AccessToken(token.get(), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Asked request = new Asked(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
            asked.add(request);
            Fault fault = faults.apply(request);
            switch (fault) {
                case DROPPED_BEFORE -> {
                    return;
                }
                case BUSY -> {
                    exchange.getResponseHeaders().set("Retry-After", Integer.toString(retryAfterSeconds));
                    send(exchange, ArmState.error(429, "TooManyRequests", "The request rate is too high."), false);
                    return;
                }
                case BROKEN -> {
                    send(exchange, ArmState.error(500, "InternalServerError", "Something went wrong."), false);
                    return;
                }
                case UNAVAILABLE -> {
                    send(exchange, ArmState.error(503, "ServerUnavailable", "Try again later."), false);
                    return;
                }
                case TOO_LONG -> {
                    send(exchange, ArmState.error(504, "GatewayTimeout", "The query took too long."), false);
                    return;
                }
                case CONFLICT -> {
                    send(exchange, ArmState.error(409, "Conflict", "Another operation is in progress."), false);
                    return;
                }
                case PRECONDITION -> {
                    send(exchange, ArmState.error(412, "PreconditionFailed", "The etag is not the latest."), false);
                    return;
                }
                default -> {}
            }
            ArmState.Answer answer = answer(exchange, body);
            if (fault == Fault.DROPPED_AFTER) {
                return;
            }
            if (fault == Fault.BROKEN_AFTER) {
                send(exchange, ArmState.error(500, "InternalServerError", "Something went wrong."), false);
                return;
            }
            send(exchange, answer, fault == Fault.DROPPED_WITHIN);
        }
    }

    private ArmState.Answer answer(HttpExchange exchange, String body) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/oauth2/v2.0/token")) {
            return token(body);
        }
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        if (sent == null || !goodTokens.contains(sent.replace("Bearer ", ""))) {
            if (challenging) {
                exchange.getResponseHeaders()
                        .set(
                                "WWW-Authenticate",
                                "Bearer realm=\"\", error=\"insufficient_claims\","
                                        + " claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\"");
            }
            return ArmState.error(401, "ExpiredAuthenticationToken", "The access token expiry time has passed.");
        }
        String query = exchange.getRequestURI().getQuery();
        ObjectNode json = body.isEmpty() ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
        if (exchange.getRequestURI().getPath().startsWith("/v1/")) {
            ObjectNode result = queries.apply(json);
            return new ArmState.Answer(result.has("tables") ? 200 : 400, Map.of(), result);
        }
        if (exchange.getRequestURI().getPath().equals("/v2/rest/query")) {
            return cluster;
        }
        return state.answer(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query == null ? "" : query,
                json,
                address().toString());
    }

    /** As Microsoft Entra ID gives tokens to service principals. */
    private ArmState.Answer token(String form) {
        ObjectNode answer = JSON.createObjectNode();
        if (List.of(form.split("&")).contains("client_secret=" + SECRET)) {
            answer.put("token_type", "Bearer").put("expires_in", 3599).put("access_token", token.get());
            return new ArmState.Answer(200, Map.of(), answer);
        }
        answer.put("error", "invalid_client")
                .put("error_description", "AADSTS7000215: Invalid client secret provided.");
        return new ArmState.Answer(401, Map.of(), answer);
    }

    private static void send(HttpExchange exchange, ArmState.Answer answer, boolean halfOnly) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes =
                answer.body() == null ? new byte[0] : answer.body().toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        if (halfOnly) {
            // What is not closed ends with the exchange, and the connection with it.
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            return;
        }
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
