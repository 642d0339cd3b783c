package dev.tokenfamily.exploration;

import java.util.List;

/** A schedule under which something is not true that must be. */
final class ClaimBroken extends AssertionError {

    private static final long serialVersionUID = 1L;

    ClaimBroken(String claim) {
        super(claim);
    }

    private ClaimBroken(String text, ClaimBroken cause) {
        super(text, cause);
    }

    /** With the steps that led to it. */
    ClaimBroken after(String scenario, List<String> steps) {
        return new ClaimBroken(
                getMessage() + "\n  in \"" + scenario + "\" after\n    " + String.join("\n    ", steps), this);
    }
}
