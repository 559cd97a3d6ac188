package io.azdetect.azure.arm;

import com.azure.core.util.SharedExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads that the SDK's HTTP client and its time limits run on. Its own are gone as soon as the process begins to end, and
 * with them the answers to what is under way when somebody presses Ctrl-C; these stay for as long as there is a process.
 */
final class SdkThreads {
    private static final int THREADS = 16;

    static {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "azure-sdk");
            thread.setDaemon(true);
            return thread;
        });
        SharedExecutorService.getInstance().setExecutorService(threads);
    }

    private SdkThreads() {}

    /** Has the SDK use them from now on. */
    static void install() {
        // Loading the class is all there is to do, and is done once.
    }
}
