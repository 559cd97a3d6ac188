package io.azdetect.engine;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that ends queries whose time is up. */
final class Deadlines {
    private static final ScheduledThreadPoolExecutor CLOCK = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "query deadlines");
        thread.setDaemon(true);
        return thread;
    });

    static {
        CLOCK.setRemoveOnCancelPolicy(true);
    }

    private Deadlines() {}

    static ScheduledFuture<?> after(long delay, TimeUnit unit, Runnable task) {
        return CLOCK.schedule(task, delay, unit);
    }
}
