package io.azdetect.azure.remote;

import static java.util.Objects.requireNonNull;

import io.azdetect.azure.arm.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How often and how long requests waited because the service was busy. */
public final class Pauses implements Waiting {
    private final Waiting waiting;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong millis = new AtomicLong();

    Pauses(Waiting waiting) {
        this.waiting = requireNonNull(waiting, "waiting");
    }

    @Override
    public Instant now() {
        return waiting.now();
    }

    @Override
    public void sleep(Duration time) {
        count.incrementAndGet();
        millis.addAndGet(time.toMillis());
        waiting.sleep(time);
    }

    public int count() {
        return count.get();
    }

    /** Of all requests together; those that are sent side by side also wait so. */
    public Duration together() {
        return Duration.ofMillis(millis.get());
    }
}
