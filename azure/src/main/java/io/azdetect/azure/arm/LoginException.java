package io.azdetect.azure.arm;

/** Nobody is logged in, or the login is not valid any more. */
public final class LoginException extends AzureException {
    private static final long serialVersionUID = 1L;

    LoginException(String message, Throwable cause) {
        super(message, cause);
    }
}
