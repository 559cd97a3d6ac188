package io.azdetect.azure.arm;

/** Azure would not or could not do something; the message says what, where and what to do. */
public class AzureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AzureException(String message) {
        super(message);
    }

    public AzureException(String message, Throwable cause) {
        super(message, cause);
    }
}
