package io.azdetect.azure.arm;

import static java.util.Objects.requireNonNull;

/** Azure Resource Manager refused a request. */
public final class ArmException extends AzureException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ArmException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = requireNonNull(code, "code");
    }

    /** The status of the HTTP response; 0 when an operation that was accepted failed later. */
    public int status() {
        return status;
    }

    /** Azure's own code, such as {@code ResourceNotFound}; empty when it gave none. */
    public String code() {
        return code;
    }

    /** Whether what was asked for is not there. */
    public boolean isNotFound() {
        return status == 404;
    }

    /** Whether something changed meanwhile: a conflict, or another version than the one that was named. */
    public boolean isConflict() {
        return status == 409 || status == 412;
    }

    /** Whether whoever is logged in may not do this. */
    public boolean isForbidden() {
        return status == 403;
    }
}
