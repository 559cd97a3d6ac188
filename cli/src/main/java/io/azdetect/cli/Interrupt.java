package io.azdetect.cli;

import io.azdetect.engine.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end work in order: the work is told to stop, and the process ends when it has, with all that it opened closed and
 * all said that is to be said, or a while later.
 */
final class Interrupt {
    private static final Duration TO_CANCEL = Duration.ofSeconds(3);

    /** A resource that Azure writes in the background may take this long. */
    private static final Duration TO_FINISH = Duration.ofSeconds(20);

    private Interrupt() {}

    /** Something that can be stopped, and closes what it opens. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does the work, which runs queries; a Ctrl-C meanwhile cancels these. */
    static <T> T cancels(Cancellation cancellation, Work<T> work) throws IOException {
        return until(
                done -> {
                    cancellation.cancel();
                    done.await(TO_CANCEL.toMillis(), TimeUnit.MILLISECONDS);
                },
                work);
    }

    /**
     * Does the work; a Ctrl-C meanwhile stops it.
     *
     * @param stop lets what is under way finish
     * @param abandon comes a while later where that is not enough
     */
    static <T> T stops(Runnable stop, Runnable abandon, Work<T> work) throws IOException {
        return until(
                done -> {
                    stop.run();
                    if (!done.await(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
                        abandon.run();
                        done.await(TO_CANCEL.toMillis(), TimeUnit.MILLISECONDS);
                    }
                },
                work);
    }

    /** What a Ctrl-C does before the process ends. */
    private interface Ending {
        void run(CountDownLatch done) throws InterruptedException;
    }

    private static <T> T until(Ending ending, Work<T> work) throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            try {
                ending.run(done);
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
