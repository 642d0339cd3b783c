package dev.tokenfamily.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A model of Supabase Auth, by its guide: the parent of the active token gets that token, at any time; any other used token gets
 * another one within the reuse interval of ten seconds after its use; all else ends the session.
 */
final class ParentOfActiveModel implements Endpoint {

    private static final long NEVER = -1;
    private static final long REUSE_INTERVAL = 10 * VirtualTime.SECOND;

    private final List<Integer> parents = new ArrayList<>();
    private final List<Long> usedAt = new ArrayList<>();
    private int active;
    private boolean ended;

    @Override
    public Token login(long now) {
        return issue(-1, now);
    }

    @Override
    public Answer refresh(Token token, Visit visit, long now) {
        if (ended) {
            return Answer.REFUSED;
        }
        long used = usedAt.get(token.number());
        if (used != NEVER && parents.get(active) == token.number()) {
            return Answer.given(new Token(this, active, now));
        }
        if (used != NEVER && now - used > REUSE_INTERVAL) {
            ended = true;
            return Answer.ALARM;
        }
        if (used == NEVER) {
            usedAt.set(token.number(), now);
        }
        return Answer.given(issue(token.number(), now));
    }

    private Token issue(int parent, long now) {
        parents.add(parent);
        usedAt.add(NEVER);
        active = parents.size() - 1;
        return new Token(this, active, now);
    }
}
