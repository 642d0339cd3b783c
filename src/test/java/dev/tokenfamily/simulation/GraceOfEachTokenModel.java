package dev.tokenfamily.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A model of a grace period that each token has for itself, as in Ory Hydra and in Exceptionless: for so long after its first use
 * it gets new tokens, however many came of it meanwhile; if it comes later, all tokens of the login end.
 */
final class GraceOfEachTokenModel implements Endpoint {

    private static final long NEVER = -1;

    private final long grace;
    private final List<Long> usedAt = new ArrayList<>();
    private boolean ended;

    GraceOfEachTokenModel(long seconds) {
        grace = seconds * VirtualTime.SECOND;
    }

    @Override
    public Token login(long now) {
        usedAt.add(NEVER);
        return new Token(this, usedAt.size() - 1, now);
    }

    @Override
    public Answer refresh(Token token, Visit visit, long now) {
        if (ended) {
            return Answer.REFUSED;
        }
        long used = usedAt.get(token.number());
        if (used != NEVER && now - used > grace) {
            ended = true;
            return Answer.ALARM;
        }
        if (used == NEVER) {
            usedAt.set(token.number(), now);
        }
        return Answer.given(login(now));
    }
}
