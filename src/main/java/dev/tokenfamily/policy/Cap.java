package dev.tokenfamily.policy;

/**
 * How many families one user may have at one client at a time (ADR 31).
 *
 * @param families from 1; 0 = as many as come
 */
public record Cap(int families) {

    /** More than anybody needs whom a cap is to stop. */
    static final int MOST = 10_000;

    /** As many as come. */
    static final Cap NONE = new Cap(0);

    /** Whether there is one. */
    public boolean on() {
        return families > 0;
    }
}
