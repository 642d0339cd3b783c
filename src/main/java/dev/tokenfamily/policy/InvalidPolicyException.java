package dev.tokenfamily.policy;

import java.util.List;

/** A configuration that is not a policy. Its message names each key, its value and the range, for the admin to read. */
public final class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A configuration with these problems, one sentence each. */
    public InvalidPolicyException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
