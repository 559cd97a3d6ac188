package io.azdetect.azure.arm;

import static java.util.Objects.requireNonNull;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/**
 * Sends a request again when the service is busy or the connection broke, as often as it may be worth. All that we send may
 * be sent twice. The SDK's own policy does the same on real time only; this one waits through {@link Waiting}, and one
 * request that is told to wait makes all others wait too, as the limits are per login and not per request.
 */
final class PatientPolicy implements HttpPipelinePolicy {
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);

    private final Waiting waiting;
    private final Set<Integer> lasting;
    private final AtomicReference<Instant> notBefore = new AtomicReference<>(Instant.MIN);

    /** @param lasting statuses that do not pass, though they do elsewhere */
    PatientPolicy(Waiting waiting, Set<Integer> lasting) {
        this.waiting = requireNonNull(waiting, "waiting");
        this.lasting = Set.copyOf(lasting);
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        throw new UnsupportedOperationException("requests of this pipeline are sent synchronously");
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        for (int attempt = 1; ; attempt++) {
            waitForTurn();
            // What is sent again goes through the policies behind this one again, with a token that is still good.
            HttpPipelineNextSyncPolicy again = next.clone();
            try {
                HttpResponse response = again.processSync();
                Duration delay =
                        RetryAfter.of(response.getHeaders(), waiting.now()).orElse(backOff(attempt));
                if (!PASSING.contains(response.getStatusCode())
                        || lasting.contains(response.getStatusCode())
                        || attempt == MOST_ATTEMPTS
                        || delay.compareTo(LONGEST_PATIENCE) > 0) {
                    return response;
                }
                response.close();
                if (response.getStatusCode() == 429) {
                    Instant free = waiting.now().plus(delay);
                    notBefore.accumulateAndGet(free, (a, b) -> a.isAfter(b) ? a : b);
                } else {
                    waiting.sleep(delay);
                }
            } catch (RuntimeException e) {
                Optional<IOException> broken = connectionBroke(e);
                if (broken.isEmpty()) {
                    throw e;
                }
                if (attempt == MOST_ATTEMPTS) {
                    throw new UncheckedIOException(broken.get());
                }
                waiting.sleep(backOff(attempt));
            }
        }
    }

    private void waitForTurn() {
        Instant now = waiting.now();
        Instant turn = notBefore.get();
        if (turn.isAfter(now)) {
            waiting.sleep(Duration.between(now, turn));
        }
    }

    private static Duration backOff(int attempt) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << (attempt - 1));
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    /** The input or output error that is the reason of another; certificates that are not trusted do not mend themselves. */
    private static Optional<IOException> connectionBroke(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof javax.net.ssl.SSLHandshakeException) {
                return Optional.empty();
            }
            if (cause instanceof IOException broken) {
                return Optional.of(broken);
            }
        }
        return Optional.empty();
    }
}
