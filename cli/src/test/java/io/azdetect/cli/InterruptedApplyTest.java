package io.azdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import io.azdetect.azure.arm.Cloud;
import io.azdetect.azure.arm.Waiting;
import io.azdetect.cli.standin.ArmStandIn;
import io.azdetect.cli.standin.Certificate;
import io.azdetect.cli.standin.Fault;
import io.azdetect.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Ctrl-C in the middle of {@code deploy apply}, in a process of its own that gets the signal. */
class InterruptedApplyTest {
    @TempDir
    private Path folder;

    /** The command, speaking to the stand-in that the test runs. */
    static final class Command {
        private Command() {}

        public static void main(String[] arguments) {
            AzureAccess access = new AzureAccess() {
                @Override
                public HttpClient http() {
                    return ArmStandIn.http();
                }

                @Override
                public TokenCredential login(Cloud cloud, Optional<String> tenant) {
                    return request -> Mono.just(new AccessToken(
                            "token-1", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
                }

                @Override
                public Waiting waiting() {
                    return Waiting.real();
                }
            };
            System.exit(AzDetect.run(Terminal.system(), access, arguments));
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsUnderWayIsFinishedWhatIsInPlaceIsSaidAndTheNextRunFinishes() throws Exception {
        Path kill = Path.of("/bin/kill");
        assumeTrue(Files.isExecutable(kill), "signals are sent with " + kill);
        try (AzureWorld world = new AzureWorld()) {
            // Of the six that are worked on at once, the first is done and the others wait for the signal.
            CountDownLatch underWay = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            AtomicInteger puts = new AtomicInteger();
            world.azure().failing(request -> {
                if (request.method().equals("PUT") && puts.incrementAndGet() > 1) {
                    underWay.countDown();
                    await(go);
                }
                return Fault.NONE;
            });
            Process process = apply(world);
            BufferedReader err = process.errorReader();

            assertThat(underWay.await(2, TimeUnit.MINUTES)).isTrue();
            // Ctrl-C sends INT, which a shell's background jobs ignore and with them what they start; TERM goes the
            // same way.
            new ProcessBuilder(kill.toString(), "-TERM", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(err.readLine()).isEqualTo("Stopping; what is under way is finished first.");
            go.countDown();

            String said = err.lines().collect(Collectors.joining("\n"));
            // 128 and the signal's number; with INT it is ExitCode.INTERRUPTED.
            assertThat(process.waitFor()).as(said).isEqualTo(128 + 15);
            int there = world.sentinelRules().size();
            assertThat(there).isBetween(2, 20);
            assertThat(said)
                    .contains("not begun: add ")
                    .contains("Done: " + there + " of ")
                    .contains("run the same command again, and it goes on where this one ended");
            world.azure().failing(request -> Fault.NONE);
            assertThat(world.run(arguments(world)).code()).isZero();
            assertThat(world.sentinelRules()).hasSizeGreaterThan(20);
        }
    }

    private static String[] arguments(AzureWorld world) {
        List<String> arguments =
                new ArrayList<>(List.of("deploy", "apply", "--target", "sentinel", "--tactic", "Persistence", "--yes"));
        arguments.addAll(world.scope());
        return arguments.toArray(String[]::new);
    }

    private Process apply(AzureWorld world) throws Exception {
        Path certificate = Certificate.save(folder.resolve("localhost.p12"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + Certificate.FILE + "=" + certificate,
                "-cp",
                classPath(),
                Command.class.getName()));
        command.addAll(List.of(arguments(world)));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Of this test; some that run tests load them through a loader of their own. */
    private static String classPath() {
        return InterruptedApplyTest.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
