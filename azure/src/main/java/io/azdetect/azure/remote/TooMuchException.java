package io.azdetect.azure.remote;

import io.azdetect.azure.arm.AzureException;

/** A query that asks for more than the service gives at once; half of it may be answered. */
final class TooMuchException extends AzureException {
    private static final long serialVersionUID = 1L;

    TooMuchException(String message) {
        super(message);
    }
}
