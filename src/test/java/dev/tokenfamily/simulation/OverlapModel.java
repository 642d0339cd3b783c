package dev.tokenfamily.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A model of Auth0's overlap period and of Okta's grace period, by their guides: the previous generation may be exchanged for so
 * long after the first use, and each time another token of the newest generation comes; an older one, or one that comes later,
 * ends the login. That a sibling of the newest token counts as newest too is assumed in their favour.
 */
final class OverlapModel implements Endpoint {

    private final long overlap;
    private final List<Integer> generations = new ArrayList<>();
    private int newest;
    private long newestSince;
    private boolean ended;

    OverlapModel(long seconds) {
        overlap = seconds * VirtualTime.SECOND;
    }

    @Override
    public Token login(long now) {
        return issue(0, now);
    }

    @Override
    public Answer refresh(Token token, Visit visit, long now) {
        if (ended) {
            return Answer.REFUSED;
        }
        int generation = generations.get(token.number());
        boolean previous = generation == newest - 1 && now - newestSince < overlap;
        if (generation < newest && !previous) {
            ended = true;
            return Answer.ALARM;
        }
        if (generation == newest) {
            newest++;
            newestSince = now;
        }
        return Answer.given(issue(newest, now));
    }

    private Token issue(int generation, long now) {
        generations.add(generation);
        return new Token(this, generations.size() - 1, now);
    }
}
