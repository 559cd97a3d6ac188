package io.azdetect.cli;

import io.azdetect.engine.Cancellation;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end work in order: its queries are cancelled, and the process ends when the work has, with all that it opened
 * closed, or a moment later.
 */
final class Interrupt {
    private static final long PATIENCE_SECONDS = 3;

    private Interrupt() {}

    /** Something that runs queries, and closes what it opens. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does the work; a Ctrl-C meanwhile cancels. */
    static <T> T cancels(Cancellation cancellation, Work<T> work) throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            cancellation.cancel();
            try {
                done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run();
        } finally {
            done.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending, and that is what the hook is for.
            }
        }
    }
}
