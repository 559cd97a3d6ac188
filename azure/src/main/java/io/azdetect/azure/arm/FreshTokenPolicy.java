package io.azdetect.azure.arm;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import reactor.core.publisher.Mono;

/**
 * Puts a token on each request, through the SDK's policy. Where the service refuses a token that this machine holds for
 * good, as when a clock is wrong or a session was revoked without a challenge, it asks for another one once.
 */
final class FreshTokenPolicy implements HttpPipelinePolicy {
    private final TokenCredential credential;
    private final String scope;
    private volatile ArmChallengeAuthenticationPolicy tokens;

    FreshTokenPolicy(TokenCredential credential, String scope) {
        this.credential = credential;
        this.scope = scope;
        this.tokens = new ArmChallengeAuthenticationPolicy(credential, scope);
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        throw new UnsupportedOperationException("requests of this pipeline are sent synchronously");
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        HttpPipelineNextSyncPolicy again = next.clone();
        ArmChallengeAuthenticationPolicy used = tokens;
        HttpResponse response = used.processSync(context, next);
        if (response.getStatusCode() != 401) {
            return response;
        }
        response.close();
        synchronized (this) {
            if (tokens == used) {
                tokens = new ArmChallengeAuthenticationPolicy(credential, scope);
            }
        }
        return tokens.processSync(context, again);
    }
}
