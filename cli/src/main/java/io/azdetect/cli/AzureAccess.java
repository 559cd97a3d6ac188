package io.azdetect.cli;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.azdetect.azure.arm.Cloud;
import io.azdetect.azure.arm.Login;
import io.azdetect.azure.arm.Waiting;
import java.util.Optional;

/** How this process reaches Azure: over which network, as whom, and on which clock. */
interface AzureAccess {
    HttpClient http();

    TokenCredential login(Cloud cloud, Optional<String> tenant);

    Waiting waiting();

    /** The real network, this machine's login, real time. Nothing of the SDK is loaded before one of them is asked for. */
    static AzureAccess real() {
        return new AzureAccess() {
            @Override
            public HttpClient http() {
                return new JdkHttpClientBuilder().build();
            }

            @Override
            public TokenCredential login(Cloud cloud, Optional<String> tenant) {
                return Login.ofThisMachine(cloud, tenant, http());
            }

            @Override
            public Waiting waiting() {
                return Waiting.real();
            }
        };
    }
}
