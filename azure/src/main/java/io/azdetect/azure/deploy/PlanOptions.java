package io.azdetect.azure.deploy;

/**
 * What a plan may do beyond adding and changing.
 *
 * @param prune remove what is ours and not wanted
 * @param overwrite write anew what somebody edited
 * @param adopt take over what somebody else made under the name that ours needs
 */
public record PlanOptions(boolean prune, boolean overwrite, boolean adopt) {
    /** Adds and changes only. */
    public static final PlanOptions CAREFUL = new PlanOptions(false, false, false);
}
